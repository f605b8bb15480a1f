using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// An exact fraction of two integers of any size, in lowest terms. Privacy parameters and noise scales are held in it so
/// that nothing is rounded before the one place that rounds on purpose.
/// </summary>
/// <remarks>The default value is zero.</remarks>
public readonly partial struct Rational : IEquatable<Rational>, IComparable<Rational>
{
    private readonly BigInteger _denominator;

    /// <summary>The fraction <paramref name="numerator"/> / <paramref name="denominator"/>, reduced.</summary>
    /// <param name="numerator">Any integer.</param>
    /// <param name="denominator">Any integer but zero; a negative sign moves to the numerator.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="denominator"/> is zero.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfZero(denominator);
        BigInteger divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
        {
            divisor = -divisor;
        }

        Numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    /// <summary>Zero.</summary>
    public static Rational Zero => default;

    /// <summary>One.</summary>
    public static Rational One => new(1, 1);

    /// <summary>The numerator in lowest terms; carries the sign.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator in lowest terms; at least 1.</summary>
    public BigInteger Denominator => _denominator.IsZero ? BigInteger.One : _denominator;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The largest integer that is not above this value.</summary>
    public BigInteger Floor()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The smallest integer that is not below this value.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>A nearby double, for display and for choosing between mechanisms; never for noise.</summary>
    public double ToDouble()
    {
        // 64 significant bits of the quotient, then one rounding: plain division of two large integers would overflow.
        int shift = 64 - (int)(Numerator.GetBitLength() - Denominator.GetBitLength());
        BigInteger quotient = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return Math.ScaleB((double)quotient, -shift);
    }

    /// <summary>Converts an integer exactly.</summary>
    public static implicit operator Rational(long value) => new(value, 1);

    /// <summary>Converts an integer exactly.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, 1);

    /// <summary>Converts an integer exactly.</summary>
    public static Rational FromInt64(long value) => value;

    /// <summary>Converts an integer exactly.</summary>
    public static Rational FromBigInteger(BigInteger value) => value;

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
