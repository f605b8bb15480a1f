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

    /// <summary>The nearest double, for display and for choosing between mechanisms; never for noise.</summary>
    public double ToDouble()
    {
        // 61 or 62 leading bits of the quotient with a last bit that says whether anything was cut off, so that the one rounding of the
        // conversion is to the nearest. Dividing two doubles would overflow when the parts are large.
        BigInteger magnitude = BigInteger.Abs(Numerator);
        int shift = 61 - (int)(magnitude.GetBitLength() - Denominator.GetBitLength());
        BigInteger dividend = shift >= 0 ? magnitude << shift : magnitude;
        BigInteger divisor = shift >= 0 ? Denominator : Denominator << -shift;
        long quotient = (long)BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
        return Sign * Math.ScaleB(quotient | (remainder.IsZero ? 0L : 1L), -shift);
    }

    /// <summary>Converts an integer exactly.</summary>
    public static implicit operator Rational(long value) => new(value, 1);

    /// <summary>Converts an integer exactly.</summary>
    public static implicit operator Rational(BigInteger value) => new(value, 1);

    /// <summary>Converts an integer exactly.</summary>
    public static Rational FromInt64(long value) => value;

    /// <summary>Converts an integer exactly.</summary>
    public static Rational FromBigInteger(BigInteger value) => value;

    /// <summary>The exact value of a double; for figures on display, whose rounding is then known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public static Rational FromDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Only finite numbers have an exact value.");
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & ((1L << 52) - 1);
        BigInteger magnitude = exponent == 0 ? fraction : fraction | (1L << 52);
        int shift = Math.Max(exponent, 1) - 1075;
        BigInteger signed = bits < 0 ? -magnitude : magnitude;
        return shift >= 0 ? new Rational(signed << shift, 1) : new Rational(signed, BigInteger.One << -shift);
    }

    /// <inheritdoc/>
    public bool Equals(Rational other) => Numerator == other.Numerator && Denominator == other.Denominator;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    /// <inheritdoc/>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}
