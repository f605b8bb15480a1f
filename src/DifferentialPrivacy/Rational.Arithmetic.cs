using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

public readonly partial struct Rational
{
    /// <summary>The exact sum.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        new((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    /// <summary>The exact difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + (-right);

    /// <summary>The exact negation.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>The exact product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The exact quotient.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is zero.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        right.Sign == 0
            ? throw new DivideByZeroException("A fraction was divided by zero.")
            : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>Compares by value.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>The exact sum.</summary>
    public static Rational Add(Rational left, Rational right) => left + right;

    /// <summary>The exact difference.</summary>
    public static Rational Subtract(Rational left, Rational right) => left - right;

    /// <summary>The exact negation.</summary>
    public static Rational Negate(Rational value) => -value;

    /// <summary>The exact product.</summary>
    public static Rational Multiply(Rational left, Rational right) => left * right;

    /// <summary>The exact quotient.</summary>
    public static Rational Divide(Rational left, Rational right) => left / right;

    /// <summary>The smaller of two values.</summary>
    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    /// <summary>The exact sum of all, by halves: the parts stay small as long as possible.</summary>
    internal static Rational Sum(ReadOnlySpan<Rational> values) => values.Length switch
    {
        0 => Zero,
        1 => values[0],
        _ => Sum(values[..(values.Length / 2)]) + Sum(values[(values.Length / 2)..]),
    };

    /// <summary>The largest integer whose square is not above <paramref name="value"/>.</summary>
    internal static BigInteger IntegerSquareRoot(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (value < 2)
        {
            return value;
        }

        // Newton's iteration from above decreases strictly until it reaches the floor of the root.
        BigInteger root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }
}
