namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Decodes a raw LZ4 block from untrusted bytes into memory of known size. Source: lz4/lz4, doc/lz4_Block_format.md.</summary>
internal static class Lz4RawDecoder
{
    /// <summary>The most that LZ4 can expand: a length byte stands for at most 255 bytes.</summary>
    public const int MaxExpansion = 255;

    private const int MinMatch = 4;

    /// <summary>Decodes the whole block; false unless it is well-formed and fills <paramref name="output"/> exactly.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int at = 0;
        int written = 0;
        while (at < input.Length)
        {
            int token = input[at++];
            if (!TryReadLength(input, ref at, token >> 4, out long literals)
                || literals > input.Length - at || literals > output.Length - written)
            {
                return false;
            }

            input.Slice(at, (int)literals).CopyTo(output[written..]);
            at += (int)literals;
            written += (int)literals;
            if (at == input.Length)
            {
                // The last sequence has no match.
                return written == output.Length;
            }

            if (!TryMatch(input, ref at, token & 15, output, ref written))
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryMatch(ReadOnlySpan<byte> input, ref int at, int code, Span<byte> output, ref int written)
    {
        if (input.Length - at < 2)
        {
            return false;
        }

        int offset = input[at] | (input[at + 1] << 8);
        at += 2;
        if (!TryReadLength(input, ref at, code, out long length))
        {
            return false;
        }

        length += MinMatch;
        if (offset == 0 || offset > written || length > output.Length - written)
        {
            return false;
        }

        OverlappingCopy.Repeat(output, written, offset, (int)length);
        written += (int)length;
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> input, ref int at, int code, out long length)
    {
        length = code;
        if (code != 15)
        {
            return true;
        }

        while (at < input.Length)
        {
            byte more = input[at++];
            length += more;
            if (more != 255)
            {
                return true;
            }
        }

        return false;
    }
}
