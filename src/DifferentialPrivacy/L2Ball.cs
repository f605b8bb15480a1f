using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Vectors of integers that one person contributes, shortened where they are too long: the sum of such vectors has a known L2 sensitivity.</summary>
/// <remarks>The shortened vector is rounded towards 0 in exact integers, so it is never longer than the radius.</remarks>
public readonly record struct L2Ball
{
    /// <summary>A ball of <paramref name="radius"/> units in <paramref name="dimensions"/> dimensions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is below 1, or the radius above 2^31.</exception>
    public L2Ball(int dimensions, long radius)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, 1L << 31);
        (Dimensions, Radius) = (dimensions, radius);
    }

    /// <summary>Entries of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The largest length, in units.</summary>
    public long Radius { get; }

    /// <summary>Sensitivity of the sum of one vector a person.</summary>
    public Sensitivity Sensitivity
    {
        get
        {
            // |v|₁ ≤ √d·|v|₂ and, for integers, |v|₁ ≤ |v|₂²; as many entries differ from 0 as the square allows.
            BigInteger square = (BigInteger)Radius * Radius;
            long l1 = (long)BigInteger.Min(square, Rational.IntegerSquareRoot(square * Dimensions));
            return Sensitivity.OfNorms((long)BigInteger.Min(Dimensions, Math.Min(l1, long.MaxValue)), l1, (long)square, Radius);
        }
    }

    /// <summary>Shortens <paramref name="vector"/> in place where it is too long.</summary>
    /// <exception cref="ArgumentException">It has another number of entries.</exception>
    public void Clip(Span<long> vector)
    {
        if (vector.Length != Dimensions)
        {
            throw new ArgumentException("The vector has another number of entries.", nameof(vector));
        }

        BigInteger square = BigInteger.Zero;
        foreach (long entry in vector)
        {
            square += (BigInteger)entry * entry;
        }

        if (square <= (BigInteger)Radius * Radius)
        {
            return;
        }

        // A length rounded up makes the quotient no longer than the radius.
        BigInteger length = Rational.IntegerSquareRoot(square) + 1;
        foreach (ref long entry in vector)
        {
            entry = (long)((BigInteger)entry * Radius / length);
        }
    }
}
