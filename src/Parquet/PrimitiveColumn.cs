using EnclaveCleanRoom.Parquet.Columns;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column whose cells are numbers of one size in one array.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
public abstract class PrimitiveColumn<T> : Column
    where T : unmanaged
{
    private readonly T[] _values;

    private protected PrimitiveColumn(Field field, ColumnType type, T[] values, int rowCount, Bitmap? validity)
        : base(field, type, rowCount, validity) => _values = values;

    /// <summary>The values, one a row; where the cell is absent the value says nothing.</summary>
    public ReadOnlySpan<T> Values => _values.AsSpan(0, RowCount);

    internal ReadOnlyMemory<T> Memory => _values.AsMemory(0, RowCount);

    internal sealed override long MemoryBytes => (long)RowCount * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public sealed override Column Take(ReadOnlySpan<int> rows)
    {
        T[] taken = new T[rows.Length];
        ReadOnlySpan<T> values = Values;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != -1)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rows[i], (uint)values.Length, nameof(rows));
                taken[i] = values[rows[i]];
            }
        }

        Bitmap? validity = TakeValidity(rows);
        return PrimitiveColumnFactory.Create(FieldAfterTake(validity), taken, taken.Length, validity);
    }

    /// <inheritdoc/>
    public sealed override Column Rename(string name) =>
        PrimitiveColumnFactory.Create(Field.Renamed(name), _values, RowCount, Validity);
}
