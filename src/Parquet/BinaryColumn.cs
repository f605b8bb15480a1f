namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of byte strings, all bytes in one piece of memory (at most 2^31 - 57 of them).</summary>
public sealed class BinaryColumn : Column
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    internal BinaryColumn(Field field, byte[] bytes, int[] ends, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Binary, rowCount, validity)
    {
        _bytes = bytes;
        _ends = ends;
    }

    /// <summary>The bytes at <paramref name="row"/>; empty also where the cell is absent.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            int start = row == 0 ? 0 : _ends[row - 1];
            return _bytes.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>How many bytes a cell has on average.</summary>
    internal double AverageBytes => RowCount == 0 ? 0 : (double)_ends[RowCount - 1] / RowCount;

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + _bytes.Length;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        bool isNullable = Field.IsNullable || rows.Contains(-1);
        BinaryColumnBuilder builder = new(new Field(Name, Type, isNullable), rows.Length);
        foreach (int row in rows)
        {
            if (row == -1 || IsNull(row))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(this[row]);
            }
        }

        return builder.Build();
    }

    /// <inheritdoc/>
    public override Column Rename(string name) =>
        new BinaryColumn(Field.Renamed(name), _bytes, _ends, RowCount, Validity);
}
