using System.Runtime.InteropServices;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Brings pages of values of one width, whatever their encoding, to PLAIN. For one thread.</summary>
internal readonly ref struct FixedWidthPages(int width, PhysicalType physical, MemoryBudget budget, PageScratch scratch)
{
    public bool CanDecode(Encoding encoding) => encoding switch
    {
        Encoding.Plain or Encoding.ByteStreamSplit => true,
        Encoding.DeltaBinaryPacked => physical is PhysicalType.Int32 or PhysicalType.Int64,
        _ => false,
    };

    /// <summary>Gives exactly the present values of a page, PLAIN-encoded, valid until the next call.</summary>
    public ParquetFailureReason ToPlain(PageValues page, out ReadOnlySpan<byte> plain)
    {
        plain = default;
        if (page.Encoding == Encoding.DeltaBinaryPacked)
        {
            return FromDeltas(page, out plain);
        }

        long size = (long)page.Present * width;
        if (size > page.Bytes.Length)
        {
            return ParquetFailureReason.MalformedPage;
        }

        plain = page.Bytes[..(int)size];
        if (page.Encoding == Encoding.Plain)
        {
            return ParquetFailureReason.None;
        }

        if (!budget.TryGrow(scratch.Plain, 0, size))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<byte> joined = scratch.Plain.AsSpan(0, (int)size);
        ByteStreamSplit.Join(plain, width, joined);
        plain = joined;
        return ParquetFailureReason.None;
    }

    private ParquetFailureReason FromDeltas(PageValues page, out ReadOnlySpan<byte> plain)
    {
        plain = default;
        if (!budget.TryGrow(scratch.Deltas, 0, page.Present))
        {
            return ParquetFailureReason.TooLarge;
        }

        Span<long> values = scratch.Deltas.AsSpan(0, page.Present);
        if (!DeltaBinaryPacked.TryDecode(page.Bytes, values, out _))
        {
            return ParquetFailureReason.MalformedPage;
        }

        if (physical == PhysicalType.Int64)
        {
            plain = MemoryMarshal.AsBytes(values);
            return ParquetFailureReason.None;
        }

        // 32-bit deltas wrap at 32 bits: the low half of each sum. The halves are packed in place, front to back.
        Span<int> halves = MemoryMarshal.Cast<long, int>(values);
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = unchecked((int)values[i]);
        }

        plain = MemoryMarshal.AsBytes(halves[..values.Length]);
        return ParquetFailureReason.None;
    }
}
