using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// Where one magnitude of the discrete Gaussian ends and the next begins on [0, 1): C(m) = P(|X| ≤ m), which is S(m)/Z with
/// S(m) = w(0) + … + w(m), Z = S(∞), w(0) = 1 and w(m) = 2·exp(-m²/2σ²).
/// </summary>
internal static class GaussianBoundaries
{
    /// <summary>Every C(m)·2^bits lies in [T(m), T(m) + <see cref="Width"/>).</summary>
    public const int Width = 2;

    private const int UsualGuard = 64;

    /// <summary>The integers T(0) ≤ T(1) ≤ … up to the first that is not below 2^bits - 2: beyond it no number of so many bits lies clear of the boundaries.</summary>
    /// <remarks>
    /// The sums are enclosed with <paramref name="guard"/> more bits, from exp(-1/2σ²) by v(m+1) = v(m)·r(m) and r(m+1) = r(m)·exp(-1/σ²), where w = 2v. The weights
    /// left out of Z fall faster than a geometric series: from v on they are together at most 2v/(1-r). With e the error of Z so enclosed, which is not below that of
    /// any S(m), and with Z ≥ 1 and S(m) ≤ Z, the quotient of the lower bound of S(m) and the upper bound of Z is at most e/Z + S(m)·e/Z² ≤ 2e below C(m). This is asked to
    /// be at most one unit of 2^-bits, and rounding the quotient down to an integer loses less than one more; otherwise all is done again with twice the
    /// guard bits. The last T is then at least 2^bits - 1, so the end is found.
    /// </remarks>
    public static BigInteger[] Of(Rational variance, int bits, int guard = UsualGuard)
    {
        while (true)
        {
            (List<BigInteger> sums, long error, BigInteger tail) = Sums(variance, bits + guard, BigInteger.One << (guard / 2));
            BigInteger above = error + tail;
            if (2 * above <= BigInteger.One << guard)
            {
                return Quotients(sums, sums[^1] + above, bits);
            }

            guard *= 2;
        }
    }

    // The lower bounds of S(0), S(1), … up to where a weight is below the least, and by how much Z may be above the last.
    private static (List<BigInteger> Sums, long Error, BigInteger Tail) Sums(Rational variance, int bits, BigInteger least)
    {
        BigInteger one = BigInteger.One << bits;
        Enclosure ratio = Enclosure.ExponentialOfMinus(Rational.One / (2 * variance), bits);
        Enclosure step = ratio.Times(ratio, bits);
        Enclosure power = ratio;
        BigInteger sum = one;
        long error = 0;
        List<BigInteger> sums = [sum];
        while (power.Low >= least)
        {
            sum += power.Low << 1;
            error += 2 * power.Error;
            sums.Add(sum);
            ratio = ratio.Times(step, bits);
            power = power.Times(ratio, bits);
        }

        ratio = ratio.Times(step, bits);
        BigInteger tail = (2 * (power.Low + power.Error) * one / (one - ratio.Low - ratio.Error)) + 1;
        return (sums, error, tail);
    }

    private static BigInteger[] Quotients(List<BigInteger> sums, BigInteger total, int bits)
    {
        BigInteger end = (BigInteger.One << bits) - Width;
        List<BigInteger> quotients = [];
        do
        {
            quotients.Add((sums[quotients.Count] << bits) / total);
        }
        while (quotients[^1] < end);
        return [.. quotients];
    }
}
