using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Writes the RLE / bit-packing hybrid encoding. Source: parquet-format Encodings.md, RLE.</summary>
internal static class RleHybridWriter
{
    // A repeated run costs about two bytes and ends a packed run; shorter runs are cheaper packed.
    private const int MinRun = 16;

    /// <summary>Writes <paramref name="values"/>, each below 2^<paramref name="bitWidth"/> (1 to 32 bits).</summary>
    public static void Write(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        int packedFrom = 0;
        int at = 0;
        while (at < values.Length)
        {
            int run = RunLength(values[at..]);
            int toFullGroup = (8 - ((at - packedFrom) & 7)) & 7;
            if (run - toFullGroup >= MinRun)
            {
                Pack(values[packedFrom..(at + toFullGroup)], bitWidth, output);
                Repeat(values[at], run - toFullGroup, bitWidth, output);
                packedFrom = at + run;
            }

            at += run;
        }

        Pack(values[packedFrom..], bitWidth, output);
    }

    /// <summary>Writes bits, given eight a byte, as values of one bit.</summary>
    public static void WriteBits(ReadOnlySpan<byte> bits, int count, ArrayBufferWriter<byte> output)
    {
        int whole = count >> 3;
        int packedFrom = 0;
        int at = 0;
        while (at < whole)
        {
            int run = bits[at] is 0 or 0xFF ? RunLength(bits[at..whole]) : 1;
            if (run >= 4)
            {
                PackBits(bits[packedFrom..at], output);
                Repeat(bits[at] & 1, run * 8, 1, output);
                packedFrom = at + run;
            }

            at += run;
        }

        PackBits(bits[packedFrom..((count + 7) >> 3)], output);
    }

    private static int RunLength<T>(ReadOnlySpan<T> values)
        where T : IEquatable<T>
    {
        int different = values.IndexOfAnyExcept(values[0]);
        return different < 0 ? values.Length : different;
    }

    private static void Repeat(int value, int count, int bitWidth, ArrayBufferWriter<byte> output)
    {
        Varint((uint)count << 1, output);
        int bytes = (bitWidth + 7) >> 3;
        Span<byte> little = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(little, value);
        output.Write(little[..bytes]);
    }

    private static void PackBits(ReadOnlySpan<byte> bits, ArrayBufferWriter<byte> output)
    {
        if (bits.Length > 0)
        {
            Varint(((uint)bits.Length << 1) | 1, output);
            output.Write(bits);
        }
    }

    private static void Pack(ReadOnlySpan<int> values, int bitWidth, ArrayBufferWriter<byte> output)
    {
        if (values.Length == 0)
        {
            return;
        }

        int groups = (values.Length + 7) >> 3;
        Varint(((uint)groups << 1) | 1, output);
        int bytes = groups * bitWidth;
        Span<byte> packed = output.GetSpan(bytes + 8)[..(bytes + 8)];
        PackInto(MemoryMarshal.Cast<int, uint>(values), bitWidth, packed);
        output.Advance(bytes);
    }

    /// <summary>Packs the values, then zeros to the end of the last group. <paramref name="packed"/> has 8 bytes to spare.</summary>
    private static void PackInto(ReadOnlySpan<uint> values, int bitWidth, Span<byte> packed)
    {
        unchecked
        {
            ulong word = 0;
            int bits = 0;
            int at = 0;
            foreach (uint value in values)
            {
                word |= (ulong)value << bits;
                bits += bitWidth;
                if (bits >= 32)
                {
                    BinaryPrimitives.WriteUInt32LittleEndian(packed[at..], (uint)word);
                    at += 4;
                    word >>= 32;
                    bits -= 32;
                }
            }

            packed[at..].Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(packed[at..], (uint)word);
        }
    }

    private static void Varint(uint value, ArrayBufferWriter<byte> output)
    {
        while (value >= 0x80)
        {
            output.GetSpan(1)[0] = (byte)((value & 0x7F) | 0x80);
            output.Advance(1);
            value >>= 7;
        }

        output.GetSpan(1)[0] = (byte)value;
        output.Advance(1);
    }
}
