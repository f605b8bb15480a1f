using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives byte strings.</summary>
internal sealed class BinarySink(int fixedLength, MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    private readonly NativeArray<byte> _bytes = new();
    private int _used;
    private readonly NativeArray<int> _ends = new();
    private readonly NativeArray<byte> _dictionary = new();
    private readonly NativeArray<int> _dictionaryStarts = new();
    private readonly NativeArray<int> _dictionarySizes = new();

    private ByteArrayPages Pages => new(fixedLength, Budget, Scratch);

    protected override long PlainBits => fixedLength > 0 ? fixedLength * 8L : 32;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || Pages.CanDecode(encoding);

    public override Column Build(Field field) => new BinaryColumn(field, _bytes.Detach(), _ends.Detach(), Rows, BuildValidity());

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

        if (!Budget.TryGrow(_dictionary, 0, data.Length)
            || !Budget.TryGrow(_dictionaryStarts, 0, count)
            || !Budget.TryGrow(_dictionarySizes, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        data.CopyTo(_dictionary.Span);
        Pages.Starts[..count].CopyTo(_dictionaryStarts.Span);
        Pages.Sizes[..count].CopyTo(_dictionarySizes.Span);
        return ParquetFailureReason.None;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(_ends, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

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

    protected override void Release()
    {
        _dictionary.Dispose();
        _dictionaryStarts.Dispose();
        _dictionarySizes.Dispose();
    }

    protected override void ReleaseShared()
    {
        _bytes.Dispose();
        _ends.Dispose();
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
        if (!Budget.TryGrow(_bytes, _used, (long)_used + value.Length))
        {
            return ParquetFailureReason.TooLarge;
        }

        value.CopyTo(_bytes.Span[_used..]);
        _used += value.Length;
        _ends[row] = _used;
        return ParquetFailureReason.None;
    }
}
