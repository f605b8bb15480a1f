namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of texts, kept as codes into a dictionary of the distinct ones.</summary>
public sealed class StringColumn : Column
{
    private readonly int[] _codes;

    /// <summary>Makes a column of <paramref name="values"/>; null is an absent cell, and makes the column nullable.</summary>
    public StringColumn(string name, params ReadOnlySpan<string?> values)
        : this(Encode(name, values))
    {
    }

    private StringColumn(StringColumn other)
        : this(other.Field, other._codes, other.RowCount, other.Dictionary, other.Validity)
    {
    }

    internal StringColumn(Field field, int[] codes, int rowCount, StringDictionary dictionary, Bitmap? validity)
        : base(field, ColumnType.String, rowCount, validity)
    {
        _codes = codes;
        Dictionary = dictionary;
    }

    /// <summary>One code a row: an index into <see cref="Dictionary"/>, or -1 where the cell is absent.</summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, RowCount);

    /// <summary>The distinct texts, each once; a text need not occur in a row.</summary>
    public StringDictionary Dictionary { get; }

    /// <summary>The text at <paramref name="row"/>, or null when the cell is absent.</summary>
    public string? this[int row] => Codes[row] is var code && code < 0 ? null : Dictionary[code];

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + Dictionary.MemoryBytes;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        int[] taken = new int[rows.Length];
        ReadOnlySpan<int> codes = Codes;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != -1)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rows[i], (uint)codes.Length, nameof(rows));
            }

            taken[i] = rows[i] == -1 ? -1 : codes[rows[i]];
        }

        Bitmap? validity = TakeValidity(rows);
        return new StringColumn(FieldAfterTake(validity), taken, taken.Length, Dictionary, validity);
    }

    /// <inheritdoc/>
    public override Column Rename(string name) =>
        new StringColumn(Field.Renamed(name), _codes, RowCount, Dictionary, Validity);

    private static StringColumn Encode(string name, ReadOnlySpan<string?> values)
    {
        bool isNullable = values.Contains(null);
        StringColumnBuilder builder = new(new Field(name, ColumnType.String, isNullable), values.Length);
        foreach (string? value in values)
        {
            builder.Append(value);
        }

        return (StringColumn)builder.Build();
    }
}
