using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Sampling;

/// <summary>
/// A real number of [0, 1] that lies in [Low, Low + Error]·2^-bits, where the bits are those of the computation. All is rounded down, and the error
/// counts what may be missing, so that the number stays enclosed whatever is computed.
/// </summary>
internal readonly record struct Enclosure(BigInteger Low, long Error)
{
    /// <summary>The product: xy - Low·Low' = x(y - Low') + Low'(x - Low) is at most the sum of the errors, and rounding down loses less than one more.</summary>
    public Enclosure Times(Enclosure other, int bits) => new((Low * other.Low) >> bits, Error + other.Error + 1);

    /// <summary>exp(-<paramref name="x"/>), for x ≥ 0.</summary>
    /// <remarks>
    /// The Taylor series of exp(-y), y = x/2^k ≤ 1/2, squared k times. Its terms fall and alternate in sign, so that the sum of those left out is not larger
    /// than the first of them. Each term loses at most one unit more than half of what the one before lost, hence less than two; in the sums of positive and of
    /// negative terms that is at most two a term.
    /// </remarks>
    public static Enclosure ExponentialOfMinus(Rational x, int bits)
    {
        if (x >= bits)
        {
            return new(BigInteger.Zero, 1); // exp(-x) is below 2^-x
        }

        // x < 2^(a - b + 1), for a numerator of a bits and a denominator of b.
        int halvings = Math.Max(0, (int)(x.Numerator.GetBitLength() - x.Denominator.GetBitLength()) + 2);
        Enclosure power = Series(x.Numerator, x.Denominator << halvings, bits);
        for (int i = 0; i < halvings; i++)
        {
            power = power.Times(power, bits);
        }

        return power;
    }

    private static Enclosure Series(BigInteger numerator, BigInteger denominator, int bits)
    {
        BigInteger sum = BigInteger.Zero;
        BigInteger term = BigInteger.One << bits;
        int terms = 0;
        while (!term.IsZero)
        {
            sum += terms % 2 == 0 ? term : -term;
            terms++;
            term = term * numerator / (denominator * terms);
        }

        // The sum is off by at most two a term in either direction, and what was left out is below two.
        int slack = 2 * (terms + 1);
        return new(sum - slack, 2 * slack);
    }
}
