namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>
/// The natural logarithm by additions, multiplications and divisions alone, which round alike everywhere; the system's own differs in its
/// last bit from machine to machine, and neither a model nor the iteration that a training stops at may. Error below 1 unit in the last place or two.
/// </summary>
/// <remarks>
/// x = 2^k m with m between √½ and √2, ln m = 2 artanh(s) with s = (m - 1) / (m + 1): J. F. Hart et al., Computer Approximations, 1968,
/// section 6.3. The series ends at s^21, whose remainder is below 2^-60 of the sum.
/// </remarks>
internal static class PortableLog
{
    private const double Ln2High = 0.69314718036912382;
    private const double Ln2Low = 1.9082149292705877e-10;
    private const double Log2E = 1.4426950408889634;
    private const double Sqrt2 = 1.4142135623730951;
    private const double LeastNormal = 2.2250738585072014e-308;
    private const int SubnormalShift = 54;

    /// <param name="x">Any number.</param>
    /// <returns>-∞ of 0, NaN of what is negative or NaN.</returns>
    public static double Log(double x)
    {
        if (!IsOrdinary(x, out double special))
        {
            return special;
        }

        (int exponent, double f) = Split(x);
        double s = f / (2 + f);
        double half = 0.5 * f * f;
        double rest = (s * (half + Tail(s * s))) + (exponent * Ln2Low);
        return (exponent * Ln2High) - (half - rest - f);
    }

    /// <summary>The logarithm to base 2, exact for powers of two.</summary>
    public static double Log2(double x)
    {
        if (!IsOrdinary(x, out double special))
        {
            return special;
        }

        (int exponent, double f) = Split(x);
        return exponent + (Log(1 + f) * Log2E);
    }

    private static bool IsOrdinary(double x, out double special)
    {
        special = x == 0 ? double.NegativeInfinity : x > 0 ? x : double.NaN;
        return x > 0 && x < double.PositiveInfinity;
    }

    /// <summary>k and m - 1.</summary>
    private static (int Exponent, double Fraction) Split(double x)
    {
        int shift = x < LeastNormal ? SubnormalShift : 0;
        double normal = Math.ScaleB(x, shift);
        int exponent = Math.ILogB(normal);
        double m = Math.ScaleB(normal, -exponent);
        return m > Sqrt2 ? (exponent + 1 - shift, (m / 2) - 1) : (exponent - shift, m - 1);
    }

    /// <summary>2 (z / 3 + z² / 5 + … + z¹⁰ / 21).</summary>
    private static double Tail(double z)
    {
        double sum = 2.0 / 21;
        sum = (sum * z) + (2.0 / 19);
        sum = (sum * z) + (2.0 / 17);
        sum = (sum * z) + (2.0 / 15);
        sum = (sum * z) + (2.0 / 13);
        sum = (sum * z) + (2.0 / 11);
        sum = (sum * z) + (2.0 / 9);
        sum = (sum * z) + (2.0 / 7);
        sum = (sum * z) + (2.0 / 5);
        sum = (sum * z) + (2.0 / 3);
        return sum * z;
    }
}
