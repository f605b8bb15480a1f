using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>Square roots of fractions, rounded up far below the precision of a double.</summary>
internal static class RootUp
{
    private const int Bits = 128;

    public static Rational Of(Rational value)
    {
        // √(n/d) = √(n·d·4^Bits)/(d·2^Bits).
        BigInteger root = Rational.IntegerSquareRoot((value.Numerator * value.Denominator) << (2 * Bits)) + 1;
        return new Rational(root, value.Denominator << Bits);
    }
}
