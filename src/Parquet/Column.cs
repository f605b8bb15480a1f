namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// One column of a table, immutable: typed values in one piece of memory and, where cells are absent, a bitmap
/// that says which are present. No object per cell.
/// </summary>
public abstract class Column
{
    private protected Column(Field field, ColumnType type, int rowCount, Bitmap? validity)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Type != type)
        {
            throw new ArgumentException($"The field '{field.Name}' is {field.Type}, not {type}.", nameof(field));
        }

        if (validity is not null && validity.Length != rowCount)
        {
            throw new ArgumentException($"The validity of '{field.Name}' has {validity.Length} bits for {rowCount} rows.", nameof(validity));
        }

        if (validity is not null && !field.IsNullable && validity.Ones != rowCount)
        {
            throw new ArgumentException($"'{field.Name}' is not nullable and has nulls.", nameof(validity));
        }

        Field = field;
        RowCount = rowCount;
        Validity = validity is null || validity.Ones == rowCount ? null : validity;
    }

    /// <summary>Name, type and nullability.</summary>
    public Field Field { get; }

    /// <summary>The column's name.</summary>
    public string Name => Field.Name;

    /// <summary>What the column holds.</summary>
    public ColumnType Type => Field.Type;

    /// <summary>The number of cells, absent ones included.</summary>
    public int RowCount { get; }

    /// <summary>Which cells are present; null when all are.</summary>
    public Bitmap? Validity { get; }

    /// <summary>How many cells are absent.</summary>
    public int NullCount => Validity is null ? 0 : RowCount - Validity.Ones;

    /// <summary>About how many bytes of memory the cells take.</summary>
    internal abstract long MemoryBytes { get; }

    /// <summary>Whether the cell at <paramref name="row"/>, from 0 to <see cref="RowCount"/> - 1, is absent.</summary>
    public bool IsNull(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        return Validity is not null && !Validity[row];
    }

    /// <summary>A new column of the cells at <paramref name="rows"/>, in that order, repeats allowed; -1 gives an absent cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row lies outside the column.</exception>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The same cells under another name.</summary>
    public abstract Column Rename(string name);

    private protected Field FieldAfterTake(Bitmap? validity) => validity is null || Field.IsNullable ? Field : Field.Nullable();

    private protected Bitmap? TakeValidity(ReadOnlySpan<int> rows)
    {
        if (Validity is null && rows.IndexOf(-1) < 0)
        {
            return null;
        }

        ulong[] words = new ulong[Bitmap.WordCount(rows.Length)];
        for (int i = 0; i < rows.Length; i++)
        {
            bool present = rows[i] >= 0 && (Validity is null || Validity[rows[i]]);
            words[i >> 6] |= present ? 1UL << (i & 63) : 0;
        }

        return new Bitmap(words, rows.Length);
    }
}
