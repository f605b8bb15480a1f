using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives truth values: single bits, plain or in runs.</summary>
internal sealed class BooleanSink(MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    private bool[] _values = [];
    private int[] _bits = [];

    protected override long PlainBits => 1;

    public override bool CanDecode(Encoding encoding) => encoding is Encoding.Plain or Encoding.Rle;

    public override Column Build(Field field) => new BooleanColumn(field, _values, Rows, BuildValidity());

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count) => ParquetFailureReason.MalformedDictionary;

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(ref _values, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        if (!Budget.TryGrow(ref _bits, 0, page.Present))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<int> bits = _bits.AsSpan(0, page.Present);
        if (page.Encoding == Encoding.Plain)
        {
            if (page.Bytes.Length < (page.Present + 7L) / 8)
            {
                return ParquetFailureReason.MalformedPage;
            }

            BitUnpacker.Unpack(page.Bytes, 1, bits);
        }
        else if (!TryDecodeRuns(page.Bytes, bits))
        {
            return ParquetFailureReason.MalformedPage;
        }

        for (int i = 0; i < bits.Length; i++)
        {
            _values[Rows + i] = bits[i] != 0;
        }

        return ParquetFailureReason.None;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_values.AsSpan(Rows, slots), present, false);

    /// <summary>The runs of an RLE page have their length in bytes before them.</summary>
    private static bool TryDecodeRuns(ReadOnlySpan<byte> bytes, Span<int> bits)
    {
        if (bytes.Length < 4)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length <= (uint)(bytes.Length - 4) && RleHybridReader.TryDecode(bytes.Slice(4, (int)length), 1, bits);
    }
}
