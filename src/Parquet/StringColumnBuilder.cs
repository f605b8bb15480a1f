namespace EnclaveCleanRoom.Parquet;

/// <summary>Builds a column of texts; a text that occurred before costs one code.</summary>
public sealed class StringColumnBuilder : ColumnBuilder
{
    private readonly StringDictionaryBuilder _dictionary = new();
    private int[] _codes;

    /// <summary>Starts an empty column of <paramref name="field"/> with room for <paramref name="capacity"/> rows.</summary>
    public StringColumnBuilder(Field field, int capacity = 0)
        : base(field, ColumnType.String) => _codes = new int[capacity];

    /// <summary>Appends a cell, absent when <paramref name="text"/> is null.</summary>
    public void Append(string? text)
    {
        if (text is null)
        {
            AppendNull();
        }
        else
        {
            Append(text.AsSpan());
        }
    }

    /// <summary>Appends a present cell; lone surrogates become U+FFFD.</summary>
    public void Append(ReadOnlySpan<char> text) => AppendCode(_dictionary.Add(text));

    /// <summary>Appends a present cell given as UTF-8, which is not checked.</summary>
    public void AppendUtf8(ReadOnlySpan<byte> utf8) => AppendCode(_dictionary.AddUtf8(utf8));

    /// <inheritdoc/>
    public override void AppendNull()
    {
        EnsureRoom(ref _codes, Count);
        _codes[Count] = -1;
        CountNull();
    }

    /// <inheritdoc/>
    public override Column Build() => new StringColumn(Field, _codes, Count, _dictionary.Build(), Validity());

    private void AppendCode(int code)
    {
        EnsureRoom(ref _codes, Count);
        _codes[Count] = code;
        CountPresent();
    }
}
