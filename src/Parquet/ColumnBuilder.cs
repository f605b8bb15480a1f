namespace EnclaveCleanRoom.Parquet;

/// <summary>Grows a column cell by cell, without an object per cell.</summary>
public abstract class ColumnBuilder
{
    private ulong[] _validity = [];
    private bool _hasNulls;

    private protected ColumnBuilder(Field field, ColumnType type)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (field.Type != type)
        {
            throw new ArgumentException($"The field '{field.Name}' is {field.Type}, not {type}.", nameof(field));
        }

        Field = field;
    }

    /// <summary>Name, type and nullability of the column that is built.</summary>
    public Field Field { get; }

    /// <summary>The number of cells so far.</summary>
    public int Count { get; private set; }

    /// <summary>Makes the builder that fits the type of <paramref name="field"/>: a <see cref="PrimitiveColumnBuilder{T}"/>,
    /// a <see cref="StringColumnBuilder"/> or a <see cref="BinaryColumnBuilder"/>.</summary>
    /// <exception cref="ArgumentException">The field is a list, which is only read.</exception>
    public static ColumnBuilder Create(Field field, int capacity = 0)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Type switch
        {
            ColumnType.Boolean => new PrimitiveColumnBuilder<bool>(field, capacity),
            ColumnType.Int32 or ColumnType.Date => new PrimitiveColumnBuilder<int>(field, capacity),
            ColumnType.Int64 or ColumnType.Timestamp => new PrimitiveColumnBuilder<long>(field, capacity),
            ColumnType.Float => new PrimitiveColumnBuilder<float>(field, capacity),
            ColumnType.Double => new PrimitiveColumnBuilder<double>(field, capacity),
            ColumnType.Decimal => new PrimitiveColumnBuilder<Int128>(field, capacity),
            ColumnType.String => new StringColumnBuilder(field, capacity),
            ColumnType.Binary => new BinaryColumnBuilder(field, capacity),
            _ => throw new ArgumentException($"There is no builder for {field.Type}.", nameof(field)),
        };
    }

    /// <summary>Appends an absent cell.</summary>
    /// <exception cref="InvalidOperationException">The field is not nullable.</exception>
    public abstract void AppendNull();

    /// <summary>The column as it stands. The builder must not be used afterwards.</summary>
    public abstract Column Build();

    private protected Bitmap? Validity() => _hasNulls ? new Bitmap(_validity, Count) : null;

    private protected void CountPresent()
    {
        if (_hasNulls)
        {
            Reserve();
            _validity[Count >> 6] |= 1UL << (Count & 63);
        }

        Count++;
    }

    private protected void CountNull()
    {
        if (!Field.IsNullable)
        {
            throw new InvalidOperationException($"'{Field.Name}' is not nullable.");
        }

        if (!_hasNulls)
        {
            // Bits are kept only from the first absent cell on: all before it are present.
            _hasNulls = true;
            Reserve();
            _validity.AsSpan(0, Count >> 6).Fill(ulong.MaxValue);
            _validity[Count >> 6] = (1UL << (Count & 63)) - 1;
        }

        Reserve();
        Count++;
    }

    private protected static void EnsureRoom<T>(ref T[] array, int used, int more = 1)
    {
        int needed = checked(used + more);
        if (needed > array.Length)
        {
            Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(Math.Max(needed, 16), array.Length * 2L)));
        }
    }

    private void Reserve() => EnsureRoom(ref _validity, Count >> 6);
}
