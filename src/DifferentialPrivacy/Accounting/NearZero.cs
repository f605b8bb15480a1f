namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>exp and ln around the point where the plain functions lose what matters.</summary>
internal static class NearZero
{
    // Below this the series to x⁷ is exact to a double: the next term is smaller by x⁷/8!.
    private const double SeriesLimit = 0.02;

    /// <summary>exp(x) - 1 to a few units in the last place.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) < SeriesLimit)
        {
            return x * (1 + (x * ((1.0 / 2) + (x * ((1.0 / 6) + (x * ((1.0 / 24) + (x * ((1.0 / 120) + (x * ((1.0 / 720) + (x / 5040))))))))))));
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
