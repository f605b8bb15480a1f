namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>exp and ln around the point where the plain functions lose what matters.</summary>
internal static class NearZero
{
    // Below this the cubic is exact to a double: the next term is smaller by x³/24.
    private const double CubicLimit = 1e-5;

    /// <summary>exp(x) - 1 to a few units in the last place.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < CubicLimit)
        {
            return x * (1 + (x / 2 * (1 + (x / 3))));
        }

        double power = Math.Exp(x);
        double difference = power - 1;
        return power is > 0.5 and < 2 ? difference * (x / Math.Log(power)) : difference;
    }

    /// <summary>ln(1 + x) to a few units in the last place.</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsInfinity(x) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    /// <summary>ln of a sum of powers of e, without overflow.</summary>
    public static double LogSumExp(double left, double right)
    {
        double larger = Math.Max(left, right);
        return double.IsNegativeInfinity(larger) ? larger : larger + LogOnePlus(Math.Exp(Math.Min(left, right) - larger));
    }
}
