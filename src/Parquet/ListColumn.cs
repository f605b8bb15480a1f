namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of lists: the elements of all lists one after the other in one column, and where each list ends.</summary>
public sealed class ListColumn : Column
{
    private readonly int[] _ends;

    internal ListColumn(Field field, Column elements, int[] ends, int rowCount, Bitmap? validity)
        : base(field, ColumnType.List, rowCount, validity)
    {
        Elements = elements;
        _ends = ends;
    }

    /// <summary>The elements of all lists, in order of rows.</summary>
    public Column Elements { get; }

    /// <summary>Where in <see cref="Elements"/> the list at <paramref name="row"/> lies; empty also where the list is absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row lies outside the column.</exception>
    public Range this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            return (row == 0 ? 0 : _ends[row - 1]).._ends[row];
        }
    }

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + Elements.MemoryBytes;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        List<int> taken = [];
        int[] ends = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Range range = rows[i] == -1 ? 0..0 : this[rows[i]];
            for (int element = range.Start.Value; element < range.End.Value; element++)
            {
                taken.Add(element);
            }

            ends[i] = taken.Count;
        }

        Bitmap? validity = TakeValidity(rows);
        return new ListColumn(FieldAfterTake(validity), Elements.Take(taken.ToArray()), ends, rows.Length, validity);
    }

    /// <inheritdoc/>
    public override Column Rename(string name) => new ListColumn(Field.Renamed(name), Elements, _ends, RowCount, Validity);
}
