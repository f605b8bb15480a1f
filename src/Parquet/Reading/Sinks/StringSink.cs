using System.Text.Unicode;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives texts. A chunk's own dictionary becomes part of one dictionary for the whole column, and its codes are translated.</summary>
internal sealed class StringSink(MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    // What a new text costs in the dictionary beside its bytes: end, hash, slots, and the reference to a string made later.
    private const int EntryCost = 32;
    private const int MaxEntries = 1 << 28;
    private readonly ByteArrayPages _pages = new(0, budget);
    private readonly StringDictionaryBuilder _dictionary = new();
    private int[] _codes = [];
    private int[] _chunkToColumn = [];

    protected override long PlainBits => 32;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || _pages.CanDecode(encoding);

    public override Column Build(Field field) => new StringColumn(field, _codes, Rows, _dictionary.Build(), BuildValidity());

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (!Budget.TryGrow(ref _chunkToColumn, 0, Math.Min(count, plain.Length / 4)))
        {
            return ParquetFailureReason.TooLarge;
        }

        PageValues entries = new() { Encoding = Encoding.Plain, Bytes = plain, Slots = count, Present = count };
        if (count > plain.Length / 4)
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        ParquetFailureReason reason = AddAll(entries, _chunkToColumn);
        return reason == ParquetFailureReason.MalformedPage ? ParquetFailureReason.MalformedDictionary : reason;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(ref _codes, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        Span<int> target = _codes.AsSpan(Rows, page.Present);
        if (!IsDictionaryCoded(page.Encoding))
        {
            return AddAll(page, target);
        }

        ParquetFailureReason reason = DecodeCodes(page.Bytes, page.Present, out ReadOnlySpan<int> codes);
        for (int i = 0; i < codes.Length && reason == ParquetFailureReason.None; i++)
        {
            target[i] = _chunkToColumn[codes[i]];
        }

        return reason;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_codes.AsSpan(Rows, slots), present, -1);

    /// <summary>Gives each value of a page its code in the column's dictionary.</summary>
    private ParquetFailureReason AddAll(PageValues page, Span<int> codes)
    {
        ParquetFailureReason reason = _pages.Find(page, out ReadOnlySpan<byte> data);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        ReadOnlySpan<int> starts = _pages.Starts;
        ReadOnlySpan<int> sizes = _pages.Sizes;
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
