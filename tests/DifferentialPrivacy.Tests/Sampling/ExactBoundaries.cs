using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>P(|X| ≤ m) of a discrete Gaussian as numerators over 2^bits, each power of e by itself; off by less than 2^20 for every law of the tests.</summary>
internal sealed class ExactBoundaries
{
    private readonly List<BigInteger> _values = [];

    public ExactBoundaries(Rational variance, int bits)
    {
        Bits = bits;
        BigInteger sum = BigInteger.One << bits;
        List<BigInteger> sums = [sum];
        while (true)
        {
            Rational exponent = BigInteger.Pow(sums.Count, 2) / (2 * variance);
            if (exponent > bits)
            {
                break; // this weight is below 2^-bits, and with those that follow below a few thousand times that
            }

            sum += 2 * ExactExponential.OfMinus(exponent, bits);
            sums.Add(sum);
        }

        _values.AddRange(sums.Select(each => (each << bits) / sum));
    }

    public int Bits { get; }

    /// <summary>Rounded down to fewer bits; zero for m = -1.</summary>
    public BigInteger At(int magnitude, int bits) => magnitude < 0 ? BigInteger.Zero : _values[magnitude] >> (Bits - bits);

    /// <summary>Whether every number in [uniform, uniform + 1]·2^-bits belongs to the magnitude, to the precision of these boundaries.</summary>
    public bool Decides(BigInteger uniform, int bits, int magnitude) =>
        uniform << (Bits - bits) >= At(magnitude - 1, Bits) && (uniform + 1) << (Bits - bits) <= At(magnitude, Bits);
}
