using System.Buffers.Binary;
using EnclaveCleanRoom.Parquet.Pooling;
using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>Decodes Zstandard frames from untrusted bytes. Source: RFC 8878. For one thread; used again page after page.</summary>
/// <remarks>Ours because the platform has none. The output grows block by block, so that a declared size is never believed; there is no dictionary.</remarks>
internal sealed class ZstandardDecoder : IDisposable
{
    /// <summary>The most bytes that a block makes.</summary>
    public const int MaxBlock = 1 << 17;

    private const int BlockHeader = 3;
    private const int Checksum = 4;
    private const uint Skippable = 0x184D2A50;
    private readonly LiteralsDecoder _literals = new();
    private readonly SequencesDecoder _sequences = new();

    /// <summary>Decodes all frames of a page to exactly <paramref name="size"/> bytes.</summary>
    /// <param name="input">The frames, one after the other.</param>
    /// <param name="size">What they are to make.</param>
    /// <param name="budget">Pays for the output.</param>
    /// <param name="output">Receives it; grows as needed.</param>
    public ParquetFailureReason Decode(ReadOnlySpan<byte> input, int size, MemoryBudget budget, NativeArray<byte> output)
    {
        int written = 0;
        while (!input.IsEmpty)
        {
            if (input.Length < 8)
            {
                return ParquetFailureReason.MalformedCompression;
            }

            uint magic = BinaryPrimitives.ReadUInt32LittleEndian(input);
            ParquetFailureReason reason = magic == FrameHeader.Magic
                ? DecodeFrame(ref input, size, budget, output, ref written)
                : (magic & ~15u) == Skippable ? Skip(ref input) : ParquetFailureReason.MalformedCompression;
            if (reason != ParquetFailureReason.None)
            {
                return reason;
            }
        }

        return written == size ? ParquetFailureReason.None : ParquetFailureReason.MalformedCompression;
    }

    /// <summary>Gives the memory back, zeroed.</summary>
    public void Dispose() => _literals.Dispose();

    private static ParquetFailureReason Skip(ref ReadOnlySpan<byte> input)
    {
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(input[4..]);
        if (length > input.Length - 8)
        {
            return ParquetFailureReason.MalformedCompression;
        }

        input = input[(8 + (int)length)..];
        return ParquetFailureReason.None;
    }

    private ParquetFailureReason DecodeFrame(ref ReadOnlySpan<byte> input, int size, MemoryBudget budget, NativeArray<byte> output, ref int written)
    {
        if (!FrameHeader.TryRead(input, out FrameHeader header))
        {
            return ParquetFailureReason.MalformedCompression;
        }

        _literals.BeginFrame();
        _sequences.BeginFrame();
        input = input[header.Length..];
        int start = written;
        for (bool isLast = false; !isLast;)
        {
            int block = input.Length < BlockHeader ? -1 : input[0] | (input[1] << 8) | (input[2] << 16);
            if (block < 0)
            {
                return ParquetFailureReason.MalformedCompression;
            }

            int room = (int)Math.Min((ulong)Math.Min(size - written, MaxBlock), header.WindowSize);
            if (!budget.TryGrow(output, written, written + room))
            {
                return ParquetFailureReason.TooLarge;
            }

            isLast = (block & 1) != 0;
            input = input[BlockHeader..];
            int before = written - start;
            Span<byte> frame = output.AsSpan(start, before + room);
            int made = before;
            if (!TryDecodeBlock((block >> 1) & 3, block >> 3, ref input, frame, ref made))
            {
                return ParquetFailureReason.MalformedCompression;
            }

            written = start + made;
        }

        ReadOnlySpan<byte> content = output.AsSpan(start, written - start);
        bool isWhole = header.ContentSize is null || header.ContentSize == (ulong)content.Length;
        return isWhole && (!header.HasChecksum || TryPassChecksum(ref input, content))
            ? ParquetFailureReason.None
            : ParquetFailureReason.MalformedCompression;
    }

    private bool TryDecodeBlock(int type, int size, ref ReadOnlySpan<byte> input, Span<byte> frame, ref int made)
    {
        int stored = type == 1 ? 1 : size;
        if (stored > input.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> block = input[..stored];
        input = input[stored..];
        switch (type)
        {
            case 0 or 1:
                if (size > frame.Length - made)
                {
                    return false;
                }

                Span<byte> target = frame.Slice(made, size);
                if (type == 1)
                {
                    target.Fill(block[0]);
                }
                else
                {
                    block.CopyTo(target);
                }

                made += size;
                return true;
            case 2:
                return _literals.TryDecode(block, out ReadOnlySpan<byte> literals, out int length)
                    && _sequences.TryDecode(block[length..], literals, frame, ref made);
            default:
                return false;
        }
    }

    /// <summary>The low half of the content's XXH64.</summary>
    private static bool TryPassChecksum(ref ReadOnlySpan<byte> input, ReadOnlySpan<byte> content)
    {
        if (input.Length < Checksum || BinaryPrimitives.ReadUInt32LittleEndian(input) != (XxHash64.Compute(content) & uint.MaxValue))
        {
            return false;
        }

        input = input[Checksum..];
        return true;
    }
}
