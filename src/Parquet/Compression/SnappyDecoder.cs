using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Decodes a raw Snappy block from untrusted bytes into memory of known size. Source: google/snappy, format_description.txt.</summary>
/// <remarks>Ours because the block comes from outside: nothing is allocated here, and malformed input is a result.</remarks>
internal static class SnappyDecoder
{
    /// <summary>The most that Snappy can expand: an element of 3 bytes makes at most 64.</summary>
    public const int MaxExpansion = 22;

    /// <summary>Decodes the whole block; false unless it is well-formed and fills <paramref name="output"/> exactly.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int at = 0;
        if (!TryReadLength(input, ref at, out uint length) || length != output.Length)
        {
            return false;
        }

        int written = 0;
        while (at < input.Length)
        {
            int tag = input[at++];
            bool isWell = (tag & 3) == 0
                ? TryLiteral(input, ref at, tag >> 2, output, ref written)
                : TryCopy(input, ref at, tag, output, ref written);
            if (!isWell)
            {
                return false;
            }
        }

        return written == output.Length;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> input, ref int at, out uint length)
    {
        length = 0;
        for (int shift = 0; shift < 35 && at < input.Length; shift += 7)
        {
            byte next = input[at++];
            if (shift == 28 && next > 0x0F)
            {
                return false;
            }

            length |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryLiteral(ReadOnlySpan<byte> input, ref int at, int code, Span<byte> output, ref int written)
    {
        uint length = (uint)code;
        if (code >= 60)
        {
            int bytes = code - 59;
            if (bytes > input.Length - at)
            {
                return false;
            }

            length = 0;
            for (int i = 0; i < bytes; i++)
            {
                length |= (uint)input[at + i] << (8 * i);
            }

            at += bytes;
        }

        // The stored length is one less than the literal's.
        if (length >= (uint)(input.Length - at) || length >= (uint)(output.Length - written))
        {
            return false;
        }

        int count = (int)length + 1;
        input.Slice(at, count).CopyTo(output[written..]);
        at += count;
        written += count;
        return true;
    }

    private static bool TryCopy(ReadOnlySpan<byte> input, ref int at, int tag, Span<byte> output, ref int written)
    {
        int offsetBytes = (tag & 3) == 3 ? 4 : tag & 3;
        if (offsetBytes > input.Length - at)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = input[at..];
        (int length, uint offset) = (tag & 3) switch
        {
            1 => (((tag >> 2) & 7) + 4, ((uint)(tag >> 5) << 8) | rest[0]),
            2 => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt16LittleEndian(rest)),
            _ => ((tag >> 2) + 1, BinaryPrimitives.ReadUInt32LittleEndian(rest)),
        };
        at += offsetBytes;
        if (offset == 0 || offset > (uint)written || length > output.Length - written)
        {
            return false;
        }

        OverlappingCopy.Repeat(output, written, (int)offset, length);
        written += length;
        return true;
    }
}
