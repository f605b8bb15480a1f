using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>
/// One column of a table, immutable: typed values in one piece of memory and, where cells are absent, a bitmap
/// that says which are present. No object per cell.
/// </summary>
/// <remarks>
/// The cells of a column that was read lie in native memory, which is zeroed and used again once the column is disposed, or once nobody can reach it.
/// A span of its cells does not keep a column alive and must not be used after it: hold the column, best in a <c>using</c>, as long as you read.
/// A column over arrays of the caller's leaves them as they are.
/// </remarks>
public abstract class Column : IDisposable
{
    private readonly Bitmap? _validity;
    private int _isDisposed;

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
        if (validity?.Ones == rowCount)
        {
            validity.LetGo();
            validity = null;
        }

        _validity = validity;
    }

    /// <summary>Name, type and nullability.</summary>
    public Field Field { get; }

    /// <summary>The column's name.</summary>
    public string Name => Field.Name;

    /// <summary>What the column holds.</summary>
    public ColumnType Type => Field.Type;

    /// <summary>The number of cells, absent ones included.</summary>
    public int RowCount { get; }

    /// <summary>Which cells are present; null when all are. Good until the column is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public Bitmap? Validity
    {
        get
        {
            ThrowIfDisposed();
            return _validity;
        }
    }

    /// <summary>How many cells are absent.</summary>
    public int NullCount => _validity is null ? 0 : RowCount - _validity.Ones;

    /// <summary>About how many bytes of memory the cells take.</summary>
    internal abstract long MemoryBytes { get; }

    /// <summary>Whether the cell at <paramref name="row"/>, from 0 to <see cref="RowCount"/> - 1, is absent.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public bool IsNull(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)RowCount, nameof(row));
        return Validity is not null && !_validity![row];
    }

    /// <summary>Gives the memory of a column that was read back, zeroed, unless another column shows the same cells. The cells cannot be read afterwards.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            LetGo();
            _validity?.LetGo();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A new column of the cells at <paramref name="rows"/>, in that order, repeats allowed; -1 gives an absent cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row lies outside the column.</exception>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The same cells under another name. Both columns show them until both are disposed.</summary>
    public abstract Column Rename(string name);

    /// <summary>Lets go of the cells; their validity is the base's. Called once.</summary>
    private protected abstract void LetGo();

    private protected Bitmap? ShareValidity() => Validity?.Share();

    private protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed != 0, this);

    private protected Field FieldAfterTake(Bitmap? validity) => validity is null || Field.IsNullable ? Field : Field.Nullable();

    private protected Bitmap? TakeValidity(ReadOnlySpan<int> rows)
    {
        if (Validity is null && rows.IndexOf(-1) < 0)
        {
            return null;
        }

        NativeBuffer<ulong> buffer = NativeBuffer<ulong>.Of(Bitmap.WordCount(rows.Length));
        Span<ulong> words = buffer.Span;
        words.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            bool present = rows[i] >= 0 && !IsNull(rows[i]);
            words[i >> 6] |= present ? 1UL << (i & 63) : 0;
        }

        return new Bitmap(buffer, rows.Length);
    }
}
