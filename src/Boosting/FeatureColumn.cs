using System.Buffers;

namespace EnclaveCleanRoom.Boosting;

/// <summary>One named column of raw feature values.</summary>
public sealed class FeatureColumn
{
    // Those that the model file gives a meaning of their own.
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(" \t\r\n\"=:,[]{}");

    private FeatureColumn(string name, ReadOnlyMemory<double> numbers, ReadOnlyMemory<int> codes, bool isCategorical)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny(s_forbidden))
        {
            throw new ArgumentException("A feature's name must not contain white space or any of \" = : , [ ] { }: the model file could not hold it.", nameof(name));
        }

        Name = name;
        Numbers = numbers;
        Codes = codes;
        IsCategorical = isCategorical;
    }

    /// <summary>The feature's name.</summary>
    public string Name { get; }

    /// <summary>Whether the values are category codes rather than numbers.</summary>
    public bool IsCategorical { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => IsCategorical ? Codes.Length : Numbers.Length;

    internal ReadOnlyMemory<double> Numbers { get; }

    internal ReadOnlyMemory<int> Codes { get; }

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The feature's name: not empty, no white space and none of <c>" = : , [ ] { }</c>.</param>
    /// <param name="values">One value a row; NaN is a missing one; infinities are allowed. Not copied.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static FeatureColumn Numeric(string name, ReadOnlyMemory<double> values) => new(name, values, default, isCategorical: false);

    /// <summary>A column of category codes.</summary>
    /// <param name="name">The feature's name: not empty, no white space and none of <c>" = : , [ ] { }</c>.</param>
    /// <param name="codes">One code a row, 0 or more; a negative one is missing. Not copied. Small codes make small models.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static FeatureColumn Categorical(string name, ReadOnlyMemory<int> codes) => new(name, default, codes, isCategorical: true);

    /// <summary>The value of a row as the model file's trees see it: a code is a number, a missing one NaN.</summary>
    internal double ValueAt(int row)
    {
        if (!IsCategorical)
        {
            return Numbers.Span[row];
        }

        int code = Codes.Span[row];
        return code < 0 ? double.NaN : code;
    }
}
