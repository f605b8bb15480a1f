namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A pure differential-privacy parameter ε, exact and not negative.</summary>
public readonly record struct Epsilon : IComparable<Epsilon>
{
    /// <summary>Takes <paramref name="value"/> as ε.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public Epsilon(Rational value)
    {
        if (value.Sign < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(value), "Epsilon is not negative.");
        }

        Value = value;
    }

    /// <summary>ε, dimensionless, at least 0.</summary>
    public Rational Value { get; }

    /// <summary>Reads an exact number such as <c>0.5</c> or <c>1/3</c>; <see langword="false"/> for anything else or below 0.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Epsilon epsilon)
    {
        bool read = Rational.TryParse(text, out Rational value) && value.Sign >= 0;
        epsilon = read ? new Epsilon(value) : default;
        return read;
    }

    /// <summary>Reads a number that the caller knows to be well-formed.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static Epsilon Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out Epsilon epsilon) ? epsilon : throw new FormatException("The text is not an epsilon.");

    /// <summary>Compares by value.</summary>
    public int CompareTo(Epsilon other) => Value.CompareTo(other.Value);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Epsilon left, Epsilon right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Epsilon left, Epsilon right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Epsilon left, Epsilon right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Epsilon left, Epsilon right) => left.CompareTo(right) >= 0;

    /// <summary>The exact number.</summary>
    public override string ToString() => Value.ToString();
}
