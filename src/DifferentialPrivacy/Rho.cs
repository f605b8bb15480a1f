using System.Globalization;
using System.Numerics;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A zero-concentrated privacy parameter ρ, as a whole number of nano-rho (1e-9): integers are what a ledger can add for years without drifting.</summary>
public readonly record struct Rho : IComparable<Rho>
{
    private const long Unit = 1_000_000_000;

    private Rho(long value) => Nano = value;

    /// <summary>The value in nano-rho (1e-9), at least 0.</summary>
    public long Nano { get; }

    /// <summary>The exact value.</summary>
    public Rational Value => new(Nano, Unit);

    /// <summary>Takes a whole number of nano-rho (1e-9).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of range.</exception>
    public static Rho FromNano(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return new Rho(value);
    }

    /// <summary>Reads an exact number such as <c>0.005</c>; <see langword="false"/> when it is none, out of range, or finer than the unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Rho value)
    {
        value = default;
        if (!Rational.TryParse(text, out Rational number))
        {
            return false;
        }

        Rational scaled = number * Unit;
        BigInteger largest = long.MaxValue;
        if (!scaled.Denominator.IsOne || scaled.Sign < 0 || scaled.Numerator > largest)
        {
            return false;
        }

        value = new Rho((long)scaled.Numerator);
        return true;
    }

    /// <summary>Reads a number that the caller knows to be well-formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Rho Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Rho value) ? value : throw new FormatException("The text is not a rho.");

    /// <summary>Compares by value.</summary>
    public int CompareTo(Rho other) => Nano.CompareTo(other.Nano);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Rho left, Rho right) => left.Nano < right.Nano;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Rho left, Rho right) => left.Nano > right.Nano;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Rho left, Rho right) => left.Nano <= right.Nano;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Rho left, Rho right) => left.Nano >= right.Nano;

    /// <summary>The exact decimal number; <see cref="TryParse"/> reads it back.</summary>
    public override string ToString()
    {
        string digits = ((decimal)Nano / Unit).ToString(CultureInfo.InvariantCulture);
        return digits.Contains('.') ? digits.TrimEnd('0').TrimEnd('.') : digits;
    }
}
