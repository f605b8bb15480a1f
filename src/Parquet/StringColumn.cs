using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>A column of texts, kept as codes into a dictionary of the distinct ones.</summary>
public sealed class StringColumn : Column
{
    private readonly Cells<int> _codes;
    private readonly StringDictionary _dictionary;

    /// <summary>Makes a column of <paramref name="values"/>; null is an absent cell, and makes the column nullable.</summary>
    public StringColumn(string name, params ReadOnlySpan<string?> values)
        : this(Encode(name, values))
    {
    }

    private StringColumn(StringColumn other)
        : this(other.Field, other._codes.Share(), other.RowCount, other._dictionary.Share(), other.ShareValidity()) => other.Dispose();

    internal StringColumn(Field field, Cells<int> codes, int rowCount, StringDictionary dictionary, Bitmap? validity)
        : base(field, ColumnType.String, rowCount, validity)
    {
        _codes = codes;
        _dictionary = dictionary;
    }

    /// <summary>One code a row: an index into <see cref="Dictionary"/>, or -1 where the cell is absent. Good until the column is disposed, and while it is held.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public ReadOnlySpan<int> Codes
    {
        get
        {
            ThrowIfDisposed();
            return _codes.Span[..RowCount];
        }
    }

    /// <summary>The distinct texts, each once; a text need not occur in a row. Good until all columns that show it are disposed.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public StringDictionary Dictionary
    {
        get
        {
            ThrowIfDisposed();
            return _dictionary;
        }
    }

    /// <summary>The text at <paramref name="row"/>, or null when the cell is absent.</summary>
    /// <exception cref="ObjectDisposedException">The column was disposed.</exception>
    public string? this[int row] => Codes[row] is var code && code < 0 ? null : _dictionary[code];

    internal override long MemoryBytes => ((long)RowCount * sizeof(int)) + _dictionary.MemoryBytes;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows)
    {
        NativeBuffer<int> buffer = NativeBuffer<int>.Of(rows.Length);
        Span<int> taken = buffer.Span;
        ReadOnlySpan<int> codes = Codes;
        for (int i = 0; i < rows.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows[i], -1, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rows[i], codes.Length, nameof(rows));
            taken[i] = rows[i] == -1 ? -1 : codes[rows[i]];
        }

        Bitmap? validity = TakeValidity(rows);
        GC.KeepAlive(this);
        return new StringColumn(FieldAfterTake(validity), buffer, rows.Length, _dictionary.Share(), validity);
    }

    /// <inheritdoc/>
    public override Column Rename(string name)
    {
        ThrowIfDisposed();
        return new StringColumn(Field.Renamed(name), _codes.Share(), RowCount, _dictionary.Share(), ShareValidity());
    }

    private protected override void LetGo()
    {
        _codes.LetGo();
        _dictionary.LetGo();
    }

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
