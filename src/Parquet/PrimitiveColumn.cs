using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column whose cells are numbers of one size in one array.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
public abstract class PrimitiveColumn<T> : Column
    where T : unmanaged
{
    private readonly Cells<T> _values;

    private protected PrimitiveColumn(Field field, ColumnType type, Cells<T> values, int rowCount, Bitmap? validity)
        : base(field, type, rowCount, validity) => _values = values;

    /// <summary>The values, one a row; where the cell is absent the value says nothing. Good until the column is disposed, and while it is held.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public ReadOnlySpan<T> Values
    {
        get
        {
            ThrowIfDisposed();
            return _values.Span[..RowCount];
        }
    }

    /// <summary>The same values, in a form that keeps them reachable.</summary>
    internal ReadOnlyMemory<T> Memory
    {
        get
        {
            ThrowIfDisposed();
            return _values.Memory[..RowCount];
        }
    }

    internal sealed override long MemoryBytes => (long)RowCount * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public sealed override Column Take(ReadOnlySpan<int> rows)
    {
        NativeBuffer<T> buffer = NativeBuffer<T>.Of(rows.Length);
        Span<T> taken = buffer.Span;
        ReadOnlySpan<T> values = Values;
        for (int i = 0; i < rows.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows[i], -1, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows[i], values.Length, nameof(rows));
            taken[i] = rows[i] == -1 ? default : values[rows[i]];
        }

        Bitmap? validity = TakeValidity(rows);
        GC.KeepAlive(this);
        return PrimitiveColumnFactory.Create<T>(FieldAfterTake(validity), buffer, rows.Length, validity);
    }

    /// <inheritdoc/>
    public sealed override Column Rename(string name)
    {
        ThrowIfDisposed();
        return PrimitiveColumnFactory.Create(Field.Renamed(name), _values.Share(), RowCount, ShareValidity());
    }

    private protected sealed override void LetGo() => _values.LetGo();
}
