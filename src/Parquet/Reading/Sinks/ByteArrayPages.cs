using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Metadata;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>Finds the byte strings of a page, whatever its encoding. For one thread.</summary>
/// <param name="fixedLength">Of FIXED_LEN_BYTE_ARRAY; 0 when each value has its own length.</param>
/// <param name="budget">Counts the memory that is used.</param>
/// <param name="scratch">The memory that is used.</param>
internal readonly ref struct ByteArrayPages(int fixedLength, MemoryBudget budget, PageScratch scratch)
{
    /// <summary>Where each value found last begins.</summary>
    public ReadOnlySpan<int> Starts => scratch.Starts.Span;

    /// <summary>How long each value found last is.</summary>
    public ReadOnlySpan<int> Sizes => scratch.Sizes.Span;

    public bool CanDecode(Encoding encoding) => encoding switch
    {
        Encoding.Plain or Encoding.DeltaByteArray => true,
        Encoding.DeltaLengthByteArray => fixedLength == 0,
        Encoding.ByteStreamSplit => fixedLength > 0,
        _ => false,
    };

    /// <summary>Finds exactly the present values of a page in <paramref name="data"/>, which is valid until the next call.</summary>
    public ParquetFailureReason Find(PageValues page, out ReadOnlySpan<byte> data)
    {
        data = page.Bytes;
        if (!budget.TryGrow(scratch.Starts, 0, page.Present) || !budget.TryGrow(scratch.Sizes, 0, page.Present))
        {
            return ParquetFailureReason.TooLarge;
        }

        return page.Encoding switch
        {
            Encoding.DeltaLengthByteArray => FindDeltaLength(page, out data),
            Encoding.DeltaByteArray => FindDelta(page, out data),
            _ => fixedLength > 0 ? FindFixed(page, out data) : FindPlain(page.Bytes, page.Present),
        };
    }

    private ParquetFailureReason FindFixed(PageValues page, out ReadOnlySpan<byte> data)
    {
        ParquetFailureReason reason = new FixedWidthPages(fixedLength, PhysicalType.FixedLenByteArray, budget, scratch).ToPlain(page, out data);
        for (int i = 0; i < page.Present && reason == ParquetFailureReason.None; i++)
        {
            scratch.Starts[i] = i * fixedLength;
            scratch.Sizes[i] = fixedLength;
        }

        return reason;
    }

    private ParquetFailureReason FindPlain(ReadOnlySpan<byte> bytes, int count)
    {
        Span<int> starts = scratch.Starts.Span;
        Span<int> sizes = scratch.Sizes.Span;
        int at = 0;
        for (int i = 0; i < count; i++)
        {
            if (bytes.Length - at < 4)
            {
                return ParquetFailureReason.MalformedPage;
            }

            uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
            at += 4;
            if (length > (uint)(bytes.Length - at))
            {
                return ParquetFailureReason.MalformedPage;
            }

            starts[i] = at;
            sizes[i] = (int)length;
            at += (int)length;
        }

        return ParquetFailureReason.None;
    }

    private ParquetFailureReason FindDeltaLength(PageValues page, out ReadOnlySpan<byte> data)
    {
        data = default;
        ParquetFailureReason reason = Lengths(page.Bytes, page.Present, scratch.Deltas, out int consumed);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        data = page.Bytes[consumed..];
        int at = 0;
        for (int i = 0; i < page.Present; i++)
        {
            if (scratch.Deltas[i] < 0 || scratch.Deltas[i] > data.Length - at)
            {
                return ParquetFailureReason.MalformedPage;
            }

            scratch.Starts[i] = at;
            scratch.Sizes[i] = (int)scratch.Deltas[i];
            at += scratch.Sizes[i];
        }

        return ParquetFailureReason.None;
    }

    private ParquetFailureReason FindDelta(PageValues page, out ReadOnlySpan<byte> data)
    {
        data = default;
        ParquetFailureReason reason = Lengths(page.Bytes, page.Present, scratch.Prefixes, out int prefixBytes);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        ReadOnlySpan<byte> rest = page.Bytes[prefixBytes..];
        reason = Lengths(rest, page.Present, scratch.Deltas, out int lengthBytes);
        if (reason != ParquetFailureReason.None)
        {
            return reason;
        }

        return JoinPrefixes(rest[lengthBytes..], page.Present, out data);
    }

    /// <summary>Each value is a prefix of the one before and a suffix of its own.</summary>
    private ParquetFailureReason JoinPrefixes(ReadOnlySpan<byte> suffixes, int count, out ReadOnlySpan<byte> data)
    {
        data = default;
        int written = 0;
        int previous = 0;
        int previousSize = 0;
        for (int i = 0; i < count; i++)
        {
            long prefix = scratch.Prefixes[i];
            long suffix = scratch.Deltas[i];
            if (prefix < 0 || prefix > previousSize || suffix < 0 || suffix > suffixes.Length || (fixedLength > 0 && prefix + suffix != fixedLength))
            {
                return ParquetFailureReason.MalformedPage;
            }

            int size = (int)(prefix + suffix);
            if (!budget.TryGrow(scratch.Joined, written, (long)written + size))
            {
                return ParquetFailureReason.TooLarge;
            }

            scratch.Joined.AsSpan(previous, (int)prefix).CopyTo(scratch.Joined.Span[written..]);
            suffixes[..(int)suffix].CopyTo(scratch.Joined.Span[(written + (int)prefix)..]);
            suffixes = suffixes[(int)suffix..];
            (scratch.Starts[i], scratch.Sizes[i]) = (written, size);
            (previous, previousSize) = (written, size);
            written += size;
        }

        data = scratch.Joined.AsSpan(0, written);
        return ParquetFailureReason.None;
    }

    private ParquetFailureReason Lengths(ReadOnlySpan<byte> bytes, int count, NativeArray<long> lengths, out int consumed)
    {
        consumed = 0;
        if (!budget.TryGrow(lengths, 0, count))
        {
            return ParquetFailureReason.TooLarge;
        }

        return DeltaBinaryPacked.TryDecode(bytes, lengths.AsSpan(0, count), out consumed)
            ? ParquetFailureReason.None
            : ParquetFailureReason.MalformedPage;
    }
}
