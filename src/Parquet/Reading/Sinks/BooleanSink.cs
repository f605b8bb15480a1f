using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Receives truth values: single bits, plain or in runs.</summary>
internal sealed class BooleanSink(MemoryBudget budget, ValidityBuilder? validity) : ColumnSink(budget, validity)
{
    private NativeArray<bool> _values = new();

    protected override long PlainBits => 1;

    public override bool CanDecode(Encoding encoding) => encoding is Encoding.Plain or Encoding.Rle;

    public override Column Build(Field field) => new BooleanColumn(field, _values.Detach(), Rows, BuildValidity());

    public override int CellBytes => 1;

    public override bool TryShare(int rows) => Budget.TryGrow(_values, 0, rows);

    protected override ColumnSink MakePart(ValidityBuilder? validity) => new BooleanSink(Budget, validity) { _values = _values };

    protected override ParquetFailureReason LoadDictionary(ReadOnlySpan<byte> plain, int count) => ParquetFailureReason.MalformedDictionary;

    protected override ParquetFailureReason Reserve(long rows) =>
        Budget.TryGrow(_values, Rows, rows) ? ParquetFailureReason.None : ParquetFailureReason.TooLarge;

    protected override ParquetFailureReason Decode(PageValues page)
    {
        if (!Budget.TryGrow(Scratch.Codes, 0, page.Present))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<int> bits = Scratch.Codes.AsSpan(0, page.Present);
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

        Span<bool> target = _values.AsSpan(Rows, bits.Length);
        for (int i = 0; i < bits.Length; i++)
        {
            target[i] = bits[i] != 0;
        }

        return ParquetFailureReason.None;
    }

    protected override void Spread(int slots, int present) => SpreadValues(_values.AsSpan(Rows, slots), present, false);

    protected override void Release()
    {
    }

    protected override void ReleaseShared() => _values.Dispose();

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
