using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Decodes what files call LZ4: raw blocks with Hadoop's frame around each, or, since the standard did not say so at first, one raw block alone.</summary>
/// <remarks>A frame is the block's size decoded and its size encoded (4 bytes each, big-endian), then the block. Source: parquet-format Compression.md, LZ4.</remarks>
internal static class Lz4FramedDecoder
{
    private const int FrameSize = 8;

    /// <summary>Decodes a whole page; false unless it is well-formed and fills <paramref name="output"/> exactly.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> input, Span<byte> output) => TryFrames(input, output) || Lz4RawDecoder.TryDecode(input, output);

    private static bool TryFrames(ReadOnlySpan<byte> input, Span<byte> output)
    {
        while (input.Length >= FrameSize)
        {
            uint decoded = BinaryPrimitives.ReadUInt32BigEndian(input);
            uint encoded = BinaryPrimitives.ReadUInt32BigEndian(input[4..]);
            input = input[FrameSize..];
            if (encoded > (uint)input.Length || decoded > (uint)output.Length
                || !Lz4RawDecoder.TryDecode(input[..(int)encoded], output[..(int)decoded]))
            {
                return false;
            }

            input = input[(int)encoded..];
            output = output[(int)decoded..];
        }

        return input.IsEmpty && output.IsEmpty;
    }
}
