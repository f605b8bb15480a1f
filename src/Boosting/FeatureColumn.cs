using System.Buffers;
using EnclaveCleanRoom.Boosting.Columns;

namespace EnclaveCleanRoom.Boosting;

/// <summary>One named column of raw feature values.</summary>
public sealed class FeatureColumn
{
    // Those that the model file gives a meaning of their own.
    private static readonly SearchValues<char> s_forbidden = SearchValues.Create(" \t\r\n\"=:,[]{}");

    private FeatureColumn(string name, ReadOnlyMemory<double> numbers, ReadOnlyMemory<int> codes, EncodedValues? entries, bool isCategorical)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.AsSpan().ContainsAny(s_forbidden))
        {
            throw new ArgumentException("A feature's name must not contain white space or any of \" = : , [ ] { }: the model file could not hold it.", nameof(name));
        }

        Name = name;
        Numbers = numbers;
        Codes = codes;
        Entries = entries;
        IsCategorical = isCategorical;
    }

    /// <summary>The feature's name.</summary>
    public string Name { get; }

    /// <summary>Whether the values are category codes rather than numbers.</summary>
    public bool IsCategorical { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Entries?.Length ?? (IsCategorical ? Codes.Length : Numbers.Length);

    internal ReadOnlyMemory<double> Numbers { get; }

    internal ReadOnlyMemory<int> Codes { get; }

    /// <summary>The rows when they are given as positions in a dictionary; otherwise null.</summary>
    internal EncodedValues? Entries { get; }

    /// <summary>A column of numbers.</summary>
    /// <param name="name">The feature's name: not empty, no white space and none of <c>" = : , [ ] { }</c>.</param>
    /// <param name="values">One value a row; NaN is a missing one; infinities are allowed. Not copied.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static FeatureColumn Numeric(string name, ReadOnlyMemory<double> values) => new(name, values, default, null, isCategorical: false);

    /// <summary>A column of category codes.</summary>
    /// <param name="name">The feature's name: not empty, no white space and none of <c>" = : , [ ] { }</c>.</param>
    /// <param name="codes">One code a row, 0 or more; a negative one is missing. Not copied. Small codes make small models.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static FeatureColumn Categorical(string name, ReadOnlyMemory<int> codes) => new(name, default, codes, null, isCategorical: true);

    /// <summary>A column of numbers of which at most 256 differ, as columnar files hold them: no value is looked at row by row.</summary>
    /// <param name="name">As for <see cref="Numeric(string, ReadOnlyMemory{double})"/>.</param>
    /// <param name="positions">One position in <paramref name="dictionary"/> a row. Not copied.</param>
    /// <param name="dictionary">The numbers; NaN is a missing one; the same number may occur twice. Copied.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or a position lies outside the dictionary.</exception>
    public static FeatureColumn Numeric(string name, ReadOnlyMemory<byte> positions, ReadOnlySpan<double> dictionary) =>
        new(name, default, default, new EncodedValues(positions, default, default, dictionary.ToArray()), isCategorical: false);

    /// <summary>A column of numbers of which at most 65,536 differ.</summary>
    /// <inheritdoc cref="Numeric(string, ReadOnlyMemory{byte}, ReadOnlySpan{double})"/>
    public static FeatureColumn Numeric(string name, ReadOnlyMemory<ushort> positions, ReadOnlySpan<double> dictionary) =>
        new(name, default, default, new EncodedValues(default, positions, default, dictionary.ToArray()), isCategorical: false);

    /// <summary>A column of numbers that many rows share, such as those of a person: columns of the same people can share the positions.</summary>
    /// <inheritdoc cref="Numeric(string, ReadOnlyMemory{byte}, ReadOnlySpan{double})"/>
    public static FeatureColumn Numeric(string name, ReadOnlyMemory<int> positions, ReadOnlySpan<double> dictionary) =>
        new(name, default, default, new EncodedValues(default, default, positions, dictionary.ToArray()), isCategorical: false);

    /// <summary>A column of at most 256 categories.</summary>
    /// <param name="name">As for <see cref="Categorical(string, ReadOnlyMemory{int})"/>.</param>
    /// <param name="positions">One position in <paramref name="dictionary"/> a row. Not copied.</param>
    /// <param name="dictionary">The categories' codes, 0 or more; a negative one is missing; the same code may occur twice. Copied.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or a position lies outside the dictionary.</exception>
    public static FeatureColumn Categorical(string name, ReadOnlyMemory<byte> positions, ReadOnlySpan<int> dictionary) =>
        new(name, default, default, new EncodedValues(positions, default, default, Values(dictionary)), isCategorical: true);

    /// <summary>A column of at most 65,536 categories.</summary>
    /// <inheritdoc cref="Categorical(string, ReadOnlyMemory{byte}, ReadOnlySpan{int})"/>
    public static FeatureColumn Categorical(string name, ReadOnlyMemory<ushort> positions, ReadOnlySpan<int> dictionary) =>
        new(name, default, default, new EncodedValues(default, positions, default, Values(dictionary)), isCategorical: true);

    /// <summary>A column of categories that many rows share.</summary>
    /// <inheritdoc cref="Categorical(string, ReadOnlyMemory{byte}, ReadOnlySpan{int})"/>
    public static FeatureColumn Categorical(string name, ReadOnlyMemory<int> positions, ReadOnlySpan<int> dictionary) =>
        new(name, default, default, new EncodedValues(default, default, positions, Values(dictionary)), isCategorical: true);

    /// <summary>The value of a row as the model file's trees see it: a code is a number, a missing one NaN.</summary>
    internal double ValueAt(int row)
    {
        if (Entries is not null)
        {
            return Entries.Dictionary[Entries.PositionAt(row)];
        }

        return IsCategorical ? ValueOf(Codes.Span[row]) : Numbers.Span[row];
    }

    /// <summary>The values of a run of rows.</summary>
    internal void CopyValues(int start, Span<double> values)
    {
        if (Entries is not null)
        {
            Entries.Translate<double>(start, Entries.Dictionary, values);
        }
        else if (!IsCategorical)
        {
            Numbers.Span.Slice(start, values.Length).CopyTo(values);
        }
        else
        {
            ReadOnlySpan<int> codes = Codes.Span.Slice(start, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = ValueOf(codes[i]);
            }
        }
    }

    private static double ValueOf(int code) => code < 0 ? double.NaN : code;

    private static double[] Values(ReadOnlySpan<int> dictionary)
    {
        double[] values = new double[dictionary.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(dictionary[i]);
        }

        return values;
    }
}
