using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of byte strings, all bytes in one piece of memory (at most 2^31 - 57 of them).</summary>
public sealed class BinaryColumn : Column
{
    private readonly Cells<byte> _bytes;
    private readonly Cells<int> _ends;

    internal BinaryColumn(Field field, Cells<byte> bytes, Cells<int> ends, int rowCount, Bitmap? validity)
        : base(field, ColumnType.Binary, rowCount, validity)
    {
        _bytes = bytes;
        _ends = ends;
    }

    /// <summary>The bytes at <paramref name="row"/>; empty also where the cell is absent. Good until the column is disposed, and while it is held.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            ThrowIfDisposed();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
            ReadOnlySpan<int> ends = _ends.Span;
            int start = row == 0 ? 0 : ends[row - 1];
            return _bytes.Span[start..ends[row]];
        }
    }

    /// <summary>How many bytes a cell has on average.</summary>
    internal double AverageBytes => RowCount == 0 ? 0 : (double)_ends.Span[RowCount - 1] / RowCount;

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + (RowCount == 0 ? 0 : _ends.Span[RowCount - 1]);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        ThrowIfDisposed();
        long size = 0;
        foreach (int row in rows)
        {
            size += row == -1 ? 0 : this[row].Length;
        }

        NativeBuffer<byte> bytes = NativeBuffer<byte>.Of(checked((int)size));
        NativeBuffer<int> ends = NativeBuffer<int>.Of(rows.Length);
        int used = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<byte> value = rows[i] == -1 ? [] : this[rows[i]];
            value.CopyTo(bytes.Span[used..]);
            used += value.Length;
            ends.Span[i] = used;
        }

        Bitmap? validity = TakeValidity(rows);
        return new BinaryColumn(FieldAfterTake(validity), bytes, ends, rows.Length, validity);
    }

    /// <inheritdoc/>
    public override Column Rename(string name)
    {
        ThrowIfDisposed();
        return new BinaryColumn(Field.Renamed(name), _bytes.Share(), _ends.Share(), RowCount, ShareValidity());
    }

    private protected override void LetGo()
    {
        _bytes.LetGo();
        _ends.LetGo();
    }
}
