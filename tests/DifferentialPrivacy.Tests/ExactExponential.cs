using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

/// <summary>Powers of e enclosed in fractions, for checks that must not rest on doubles.</summary>
internal static class ExactExponential
{
    /// <summary>A fraction in (e^x - 2^-bits·e^x, e^x], for x ≥ 0: the Taylor series, cut and rounded down.</summary>
    public static Rational Below(Rational x, int bits)
    {
        BigInteger one = BigInteger.One << (bits + 16);
        (BigInteger sum, BigInteger term) = (BigInteger.Zero, one);
        for (int k = 1; !term.IsZero; k++)
        {
            sum += term;
            term = term * x.Numerator / (x.Denominator * k);
        }

        return new Rational(sum, one);
    }

    /// <summary>e^-x for x ≥ 0 as a numerator over 2^<paramref name="bits"/>, to within a few units.</summary>
    public static BigInteger OfMinus(Rational x, int bits) => ((Rational.One / Below(x, bits)) * (BigInteger.One << bits)).Floor();
}
