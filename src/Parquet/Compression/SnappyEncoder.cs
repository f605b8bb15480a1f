using System.Buffers.Binary;
using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Compression;

/// <summary>Encodes raw Snappy blocks: greedy matches of four bytes or more within 64 KiB. Source: google/snappy, format_description.txt. For one thread.</summary>
internal sealed class SnappyEncoder
{
    private const int BlockSize = 1 << 16;
    private const int TableBits = 13;
    private const int MinMatch = 4;
    private const int MaxCopy = 64;
    private readonly ushort[] _table = new ushort[1 << TableBits];

    /// <summary>The most bytes that <paramref name="length"/> bytes can take.</summary>
    public static int MaxLength(int length) => checked(32 + length + (length / 6));

    /// <summary>Encodes <paramref name="input"/> and returns the length; <paramref name="output"/> has <see cref="MaxLength"/> bytes.</summary>
    public int Encode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int written = 0;
        for (uint length = (uint)input.Length; ; length >>= 7)
        {
            output[written++] = (byte)(length < 0x80 ? length : (length & 0x7F) | 0x80);
            if (length < 0x80)
            {
                break;
            }
        }

        for (int start = 0; start < input.Length; start += BlockSize)
        {
            written += EncodeBlock(input.Slice(start, Math.Min(BlockSize, input.Length - start)), output[written..]);
        }

        return written;
    }

    private int EncodeBlock(ReadOnlySpan<byte> block, Span<byte> output)
    {
        int written = 0;
        int emitted = 0;
        int misses = 0;
        _table.AsSpan().Clear();
        for (int at = 1; at <= block.Length - 8;)
        {
            uint word = BinaryPrimitives.ReadUInt32LittleEndian(block[at..]);
            ref ushort slot = ref _table[unchecked((word * 0x1E35A7BD) >> (32 - TableBits))];
            int candidate = slot;
            slot = (ushort)at;
            if (BinaryPrimitives.ReadUInt32LittleEndian(block[candidate..]) != word || candidate >= at)
            {
                // Where nothing matches, look more and more seldom.
                at += 1 + (misses++ >> 5);
                continue;
            }

            int length = MinMatch + MatchLength(block[(candidate + MinMatch)..], block[(at + MinMatch)..]);
            written += Literal(block[emitted..at], output[written..]);
            written += Copy(at - candidate, length, output[written..]);
            at += length;
            emitted = at;
            misses = 0;
        }

        return written + Literal(block[emitted..], output[written..]);
    }

    private static int MatchLength(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> later)
    {
        int length = 0;
        while (length <= later.Length - 8)
        {
            ulong difference = BinaryPrimitives.ReadUInt64LittleEndian(earlier[length..]) ^ BinaryPrimitives.ReadUInt64LittleEndian(later[length..]);
            if (difference != 0)
            {
                return length + (BitOperations.TrailingZeroCount(difference) >> 3);
            }

            length += 8;
        }

        while (length < later.Length && earlier[length] == later[length])
        {
            length++;
        }

        return length;
    }

    private static int Literal(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        int code = bytes.Length - 1;
        int at = 1;
        switch (code)
        {
            case < 0:
                return 0;
            case < 60:
                output[0] = (byte)(code << 2);
                break;
            case < 1 << 8:
                (output[0], output[1], at) = (60 << 2, (byte)code, 2);
                break;
            default:
                output[0] = 61 << 2;
                BinaryPrimitives.WriteUInt16LittleEndian(output[1..], (ushort)code);
                at = 3;
                break;
        }

        bytes.CopyTo(output[at..]);
        return at + bytes.Length;
    }

    private static int Copy(int offset, int length, Span<byte> output)
    {
        int at = 0;
        while (length > 0)
        {
            // A rest of 1 to 3 bytes would have no short form: it is avoided by taking less before.
            int take = length > MaxCopy ? (length < MaxCopy + MinMatch ? MaxCopy - MinMatch : MaxCopy) : length;
            if (take is >= MinMatch and < 12 && offset < 1 << 11)
            {
                output[at++] = (byte)(((offset >> 8) << 5) | ((take - MinMatch) << 2) | 1);
                output[at++] = (byte)(offset & 0xFF);
            }
            else
            {
                output[at++] = (byte)(((take - 1) << 2) | 2);
                BinaryPrimitives.WriteUInt16LittleEndian(output[at..], (ushort)offset);
                at += 2;
            }

            length -= take;
        }

        return at;
    }
}
