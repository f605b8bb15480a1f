using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of lists: the elements of all lists one after the other in one column, and where each list ends.</summary>
public sealed class ListColumn : Column
{
    private readonly Cells<int> _ends;
    private readonly Column _elements;

    /// <summary>Takes over the elements.</summary>
    internal ListColumn(Field field, Column elements, Cells<int> ends, int rowCount, Bitmap? validity)
        : base(field, ColumnType.List, rowCount, validity)
    {
        _elements = elements;
        _ends = ends;
    }

    /// <summary>The elements of all lists, in order of rows. Disposed with the column.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public Column Elements
    {
        get
        {
            ThrowIfDisposed();
            return _elements;
        }
    }

    /// <summary>Where in <see cref="Elements"/> the list at <paramref name="row"/> lies; empty also where the list is absent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The row lies outside the column.</exception>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public Range this[int row]
    {
        get
        {
            ThrowIfDisposed();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            ReadOnlySpan<int> ends = _ends.Span;
            return (row == 0 ? 0 : ends[row - 1])..ends[row];
        }
    }

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + Elements.MemoryBytes;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        List<int> taken = [];
        NativeBuffer<int> ends = NativeBuffer<int>.Of(rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            Range range = rows[i] == -1 ? 0..0 : this[rows[i]];
            for (int element = range.Start.Value; element < range.End.Value; element++)
            {
                taken.Add(element);
            }

            ends.Span[i] = taken.Count;
        }

        Bitmap? validity = TakeValidity(rows);
        return new ListColumn(FieldAfterTake(validity), Elements.Take(taken.ToArray()), ends, rows.Length, validity);
    }

    /// <inheritdoc/>
    public override Column Rename(string name) =>
        new ListColumn(Field.Renamed(name), Elements.Rename(_elements.Name), _ends.Share(), RowCount, ShareValidity());

    private protected override void LetGo()
    {
        _elements.Dispose();
        _ends.LetGo();
    }
}
