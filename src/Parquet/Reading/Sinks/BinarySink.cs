using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives byte strings.</summary>
internal sealed class BinarySink(int fixedLength, MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    private byte[] _bytes = [];
    private int _used;
    private int[] _ends = [];
    private byte[] _dictionary = [];
    private int[] _dictionaryStarts = [];
    private int[] _dictionarySizes = [];

    private ByteArrayPages Pages => new(fixedLength, Budget, Scratch);

    protected override long PlainBits => fixedLength > 0 ? fixedLength * 8L : 32;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || Pages.CanDecode(encoding);

    public override Column Build(Field field) => new BinaryColumn(field, _bytes, _ends, Rows, BuildValidity());

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (count > plain.Length / (fixedLength > 0 ? fixedLength : 4))
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        PageValues entries = new() { Encoding = Encoding.Plain, Bytes = plain, Slots = count, Present = count };
        ParquetFailureReason reason = Pages.Find(entries, out ReadOnlySpan<byte> data);
        if (reason != ParquetFailureReason.None)
        {
            return reason == ParquetFailureReason.MalformedPage ? ParquetFailureReason.MalformedDictionary : reason;
        }

        if (!Budget.TryGrow(ref _dictionary, 0, data.Length)
            || !Budget.TryGrow(ref _dictionaryStarts, 0, count)
            || !Budget.TryGrow(ref _dictionarySizes, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        data.CopyTo(_dictionary);
        Pages.Starts[..count].CopyTo(_dictionaryStarts);
        Pages.Sizes[..count].CopyTo(_dictionarySizes);
        return ParquetFailureReason.None;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(ref _ends, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        if (IsDictionaryCoded(page.Encoding))
        {
            return DecodeFromDictionary(page);
        }

        ParquetFailureReason reason = Pages.Find(page, out ReadOnlySpan<byte> data);
        for (int i = 0; i < page.Present && reason == ParquetFailureReason.None; i++)
        {
            reason = Append(data.Slice(Pages.Starts[i], Pages.Sizes[i]), Rows + i);
        }

        return reason;
    }

    /// <summary>An absent cell ends where the one before ends, so that it is empty.</summary>
    protected override void Spread(int slots, int present)
    {
        if (present == slots)
        {
            return;
        }

        int start = Rows == 0 ? 0 : _ends[Rows - 1];
        Span<int> ends = _ends.AsSpan(Rows, slots);
        int from = present - 1;
        for (int to = slots - 1; to > from; to--)
        {
            bool isPresent = IsPresent(Rows + to);
            ends[to] = from >= 0 ? ends[from] : start;
            from -= isPresent ? 1 : 0;
        }
    }

    private ParquetFailureReason DecodeFromDictionary(PageValues page)
    {
        ParquetFailureReason reason = DecodeCodes(page.Bytes, page.Present, out ReadOnlySpan<int> codes);
        for (int i = 0; i < codes.Length && reason == ParquetFailureReason.None; i++)
        {
            reason = Append(_dictionary.AsSpan(_dictionaryStarts[codes[i]], _dictionarySizes[codes[i]]), Rows + i);
        }

        return reason;
    }

    private ParquetFailureReason Append(ReadOnlySpan<byte> value, int row)
    {
        if (!Budget.TryGrow(ref _bytes, _used, (long)_used + value.Length))
        {
            return ParquetFailureReason.TooLarge;
        }

        value.CopyTo(_bytes.AsSpan(_used));
        _used += value.Length;
        _ends[row] = _used;
        return ParquetFailureReason.None;
    }
}
