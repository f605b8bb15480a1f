namespace EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

/// <summary>The standard normal law in double precision, for display and intervals; never on the noise path.</summary>
internal static class NormalLaw
{
    // Below this the power series of the lower tail is used, above it the continued fraction of the Mills ratio.
    private const double SeriesLimit = 3;

    /// <summary>P(Z &gt; x), with a relative error of about 1e-13.</summary>
    public static double UpperTail(double x)
    {
        if (x < 0)
        {
            return 1 - UpperTail(-x);
        }

        return x < SeriesLimit ? 0.5 - CentralHalf(x) : Density(x) * ContinuedMills(x);
    }

    /// <summary>The Mills ratio P(Z &gt; x)/φ(x); grows like √(2π)·exp(x²/2) for negative x.</summary>
    public static double Mills(double x) => x < SeriesLimit ? UpperTail(x) / Density(x) : ContinuedMills(x);

    /// <summary>The density φ(x).</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    // P(0 < Z < x) = φ(x)·(x + x³/3 + x⁵/(3·5) + …): all terms positive.
    private static double CentralHalf(double x)
    {
        double term = x;
        double sum = x;
        for (int odd = 3; term > sum * 1e-17; odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return Density(x) * sum;
    }

    // 1/(x + 1/(x + 2/(x + 3/(x + …)))), evaluated from far inside. To a double it takes 49 levels at x = 3, 22 at 5, 12 at 10, 6 at 23 (against 3,000 levels): always some more are taken.
    private static double ContinuedMills(double x)
    {
        double value = x;
        for (int level = 10 + (int)(540 / (x * x)); level >= 1; level--)
        {
            value = x + (level / value);
        }

        return 1 / value;
    }
}
