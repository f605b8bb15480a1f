using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives decimals that are stored as big-endian two's complement byte strings.</summary>
internal sealed class DecimalSink(int fixedLength, MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    private const int Bytes = 16;
    private NativeArray<Int128> _values = new();
    private readonly NativeArray<Int128> _dictionary = new();

    private ByteArrayPages Pages => new(fixedLength, Budget, Scratch);

    protected override long PlainBits => fixedLength > 0 ? fixedLength * 8L : 32;

    public override bool CanDecode(Encoding encoding) => IsDictionaryCoded(encoding) || Pages.CanDecode(encoding);

    public override Column Build(Field field) => PrimitiveColumnFactory.Create<Int128>(field, _values.Detach(), Rows, BuildValidity());

    public override bool TryShare(int rows) => Budget.TryGrow(_values, 0, rows);

    protected override ColumnSink MakePart(ValidityBuilder? validity) => new DecimalSink(fixedLength, Budget, validity) { _values = _values };

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count)
    {
        if (count > plain.Length / (fixedLength > 0 ? fixedLength : 4))
        {
            return ParquetFailureReason.MalformedDictionary;
        }

        if (!Budget.TryGrow(_dictionary, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        PageValues entries = new() { Encoding = Encoding.Plain, Bytes = plain, Slots = count, Present = count };
        ParquetFailureReason reason = Convert(entries, _dictionary.Span);
        return reason == ParquetFailureReason.MalformedPage ? ParquetFailureReason.MalformedDictionary : reason;
    }

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(_values, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        if (!IsDictionaryCoded(page.Encoding))
        {
            return Convert(page, _values.AsSpan(Rows, page.Present));
        }

        ParquetFailureReason reason = DecodeCodes(page.Bytes, page.Present, out ReadOnlySpan<int> codes);
        for (int i = 0; i < codes.Length; i++)
        {
            _values[Rows + i] = _dictionary[codes[i]];
        }

        return reason;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_values.AsSpan(Rows, slots), present, default);

    protected override void Release() => _dictionary.Dispose();

    protected override void ReleaseShared() => _values.Dispose();

    private ParquetFailureReason Convert(PageValues page, Span<Int128> target)
    {
        ParquetFailureReason reason = Pages.Find(page, out ReadOnlySpan<byte> data);
        for (int i = 0; i < page.Present && reason == ParquetFailureReason.None; i++)
        {
            reason = TryRead(data.Slice(Pages.Starts[i], Pages.Sizes[i]), out target[i])
                ? ParquetFailureReason.None
                : ParquetFailureReason.MalformedValue;
        }

        return reason;
    }

    /// <summary>False for an empty number, and for one that 128 bits do not hold.</summary>
    private static bool TryRead(ReadOnlySpan<byte> number, out Int128 value)
    {
        value = default;
        if (number.IsEmpty)
        {
            return false;
        }

        byte sign = (byte)((number[0] & 0x80) != 0 ? 0xFF : 0);
        Span<byte> whole = stackalloc byte[Bytes];
        whole.Fill(sign);
        int beyond = Math.Max(0, number.Length - Bytes);
        ReadOnlySpan<byte> kept = number[beyond..];
        kept.CopyTo(whole[(Bytes - kept.Length)..]);
        value = BinaryPrimitives.ReadInt128BigEndian(whole);
        return !number[..beyond].ContainsAnyExcept(sign) && Int128.IsNegative(value) == (sign != 0);
    }
}
