using System.Globalization;
using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A failure probability δ, as a whole number of atto (1e-18): integers are what a ledger can add for years without drifting.</summary>
public readonly record struct Delta : IComparable<Delta>
{
    private const long Unit = 1_000_000_000_000_000_000;

    private Delta(long value) => Atto = value;

    /// <summary>The value in atto (1e-18), between 0 and 1e18 (that is, δ = 1).</summary>
    public long Atto { get; }

    /// <summary>The exact value.</summary>
    public Rational Value => new(Atto, Unit);

    /// <summary>Takes a whole number of atto (1e-18).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static Delta FromAtto(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Unit);
        return new Delta(value);
    }

    /// <summary>Reads an exact number such as <c>1e-6</c>; <see langword="false"/> when it is none, out of range, or finer than the unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Delta value)
    {
        value = default;
        if (!Rational.TryParse(text, out Rational number))
        {
            return false;
        }

        Rational scaled = number * Unit;
        BigInteger largest = Unit;
        if (!scaled.Denominator.IsOne || scaled.Sign < 0 || scaled.Numerator > largest)
        {
            return false;
        }

        value = new Delta((long)scaled.Numerator);
        return true;
    }

    /// <summary>Reads a number that the caller knows to be well-formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Delta Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Delta value) ? value : throw new FormatException("The text is not a delta.");

    /// <summary>Compares by value.</summary>
    public int CompareTo(Delta other) => Atto.CompareTo(other.Atto);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Delta left, Delta right) => left.Atto < right.Atto;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Delta left, Delta right) => left.Atto > right.Atto;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Delta left, Delta right) => left.Atto <= right.Atto;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Delta left, Delta right) => left.Atto >= right.Atto;

    /// <summary>The exact decimal number; <see cref="TryParse"/> reads it back.</summary>
    public override string ToString()
    {
        string digits = ((decimal)Atto / Unit).ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }
}
