using System.Text.Unicode;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives texts. A chunk's own dictionary becomes part of one dictionary for the whole column, and its codes are translated.</summary>
internal sealed class StringSink(MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    // What a new text costs in the dictionary beside its bytes: end, hash, slots, and the reference to a string made later.
    private const int EntryCost = 32;
    private const int MaxEntries = 1 << 28;
    private StringDictionaryBuilder _dictionary = new();
    private NativeArray<int> _codes = new();
    private readonly NativeArray<int> _chunkToColumn = new();

    private ByteArrayPages Pages => new(0, Budget, Scratch);

    protected override long PlainBits => 32;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || Pages.CanDecode(encoding);

    public override Column Build(Field field) => new StringColumn(field, _codes.Detach(), Rows, _dictionary.Build(), BuildValidity());

    public override int CellBytes => sizeof(int);

    public override bool TryShare(int rows) => Budget.TryGrow(_codes, 0, rows);

    /// <summary>The dictionaries of the parts become one in their order, and the codes of each part are translated.</summary>
    public override ParquetFailureReason Join(ReadOnlySpan<ColumnSink> parts)
    {
        _dictionary.LetGo();
        _dictionary = ((StringSink)parts[0])._dictionary;
        foreach (ColumnSink one in parts[1..])
        {
            StringSink part = (StringSink)one;
            if (!TryJoin(part._dictionary, _codes.Span[part.First..part.Rows]))
            {
                return ParquetFailureReason.TooLarge;
            }

            part._dictionary.LetGo();
        }

        return base.Join(parts);
    }

    protected override ColumnSink MakePart(ValidityBuilder? validity) => new StringSink(Budget, validity) { _codes = _codes };

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (!Budget.TryGrow(_chunkToColumn, 0, Math.Min(count, plain.Length / 4)))
        {
            return ParquetFailureReason.TooLarge;
        }

        PageValues entries = new() { Encoding = Encoding.Plain, Bytes = plain, Slots = count, Present = count };
        if (count > plain.Length / 4)
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        ParquetFailureReason reason = AddAll(entries, _chunkToColumn.Span);
        return reason == ParquetFailureReason.MalformedPage ? ParquetFailureReason.MalformedDictionary : reason;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(_codes, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        Span<int> target = _codes.AsSpan(Rows, page.Present);
        if (!IsDictionaryCoded(page.Encoding))
        {
            return AddAll(page, target);
        }

        return DictionaryIndices.TryDecode(page.Bytes, _chunkToColumn.AsSpan(0, DictionaryCount), target)
            ? ParquetFailureReason.None
            : ParquetFailureReason.MalformedPage;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_codes.AsSpan(Rows, slots), present, -1);

    protected override void Release()
    {
        _chunkToColumn.Dispose();
        _dictionary.LetGo();
    }

    protected override void ReleaseShared() => _codes.Dispose();

    private bool TryJoin(StringDictionaryBuilder part, Span<int> codes)
    {
        using NativeArray<int> translations = new();
        if (!Budget.TryGrow(translations, 0, part.Count))
        {
            return false;
        }

        Span<int> translated = translations.Span;
        for (int code = 0; code < part.Count; code++)
        {
            ReadOnlySpan<byte> text = part.Utf8(code);
            if (_dictionary.Count == MaxEntries || text.Length > Array.MaxLength - _dictionary.Utf8Bytes)
            {
                return false;
            }

            translated[code] = _dictionary.AddFrom(part, code);
        }

        foreach (ref int code in codes)
        {
            code = code < 0 ? code : translated[code];
        }

        Budget.Return(translated.Length * sizeof(int));
        return true;
    }

    /// <summary>Gives each value of a page its code in the column's dictionary.</summary>
    private ParquetFailureReason AddAll(PageValues page, Span<int> codes)
    {
        ParquetFailureReason reason = Pages.Find(page, out ReadOnlySpan<byte> data);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        ReadOnlySpan<int> starts = Pages.Starts;
        ReadOnlySpan<int> sizes = Pages.Sizes;
        for (int i = 0; i < page.Present; i++)
        {
            ReadOnlySpan<byte> text = data.Slice(starts[i], sizes[i]);
            int known = _dictionary.Count;
            if (known == MaxEntries || text.Length > Array.MaxLength - _dictionary.Utf8Bytes)
            {
                return ParquetFailureReason.TooLarge;
            }

            codes[i] = _dictionary.AddUtf8(text);
            if (codes[i] == known)
            {
                // A new text is checked and paid for once, however often it occurs.
                if (!Utf8.IsValid(text))
                {
                    return ParquetFailureReason.MalformedValue;
                }

                if (!Budget.TryTake(EntryCost + (2L * text.Length)))
                {
                    return ParquetFailureReason.TooLarge;
                }
            }
        }

        return ParquetFailureReason.None;
    }
}
