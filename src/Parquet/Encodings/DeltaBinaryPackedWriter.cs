using System.Buffers;
using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Writes DELTA_BINARY_PACKED integers of 32 or 64 bits. Source: parquet-format Encodings.md, DELTA_BINARY_PACKED.</summary>
internal static class DeltaBinaryPackedWriter
{
    private const int BlockSize = 128;
    private const int Miniblocks = 4;
    private const int MiniblockSize = BlockSize / Miniblocks;

    /// <summary>Writes all of <paramref name="values"/>, which are whole numbers. Differences wrap around at the size of the type.</summary>
    public static void Write<T>(ReadOnlySpan<T> values, ArrayBufferWriter<byte> output)
        where T : unmanaged, INumber<T>
    {
        Varint(BlockSize, output);
        Varint(Miniblocks, output);
        Varint((ulong)values.Length, output);
        long previous = values.IsEmpty ? 0 : long.CreateTruncating(values[0]);
        Varint(Zigzag(previous), output);
        Span<long> deltas = stackalloc long[BlockSize];
        for (int at = 1; at < values.Length; at += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - at);
            long minimum = long.MaxValue;
            for (int i = 0; i < count; i++)
            {
                long value = long.CreateTruncating(values[at + i]);
                long delta = unchecked(value - previous);
                deltas[i] = typeof(T) == typeof(int) ? unchecked((int)delta) : delta;
                minimum = Math.Min(minimum, deltas[i]);
                previous = value;
            }

            WriteBlock(deltas[..count], minimum, typeof(T) == typeof(int), output);
        }
    }

    private static void WriteBlock(Span<long> deltas, long minimum, bool isNarrow, ArrayBufferWriter<byte> output)
    {
        Varint(Zigzag(minimum), output);
        foreach (ref long delta in deltas)
        {
            delta = unchecked(delta - minimum);
            delta = isNarrow ? unchecked((uint)delta) : delta;
        }

        Span<byte> widths = output.GetSpan(Miniblocks)[..Miniblocks];
        Span<int> bits = stackalloc int[Miniblocks];
        for (int i = 0; i < Miniblocks; i++)
        {
            ulong all = 0;
            foreach (long delta in Miniblock(deltas, i))
            {
                all |= unchecked((ulong)delta);
            }

            bits[i] = 64 - BitOperations.LeadingZeroCount(all);
            widths[i] = (byte)bits[i];
        }

        output.Advance(Miniblocks);
        for (int i = 0; i < Miniblocks && i * MiniblockSize < deltas.Length; i++)
        {
            Pack(Miniblock(deltas, i), bits[i], output);
        }
    }

    private static Span<long> Miniblock(Span<long> deltas, int index)
    {
        int start = Math.Min(index * MiniblockSize, deltas.Length);
        return deltas[start..Math.Min(start + MiniblockSize, deltas.Length)];
    }

    /// <summary>Packs a miniblock, filled up with zeros.</summary>
    private static void Pack(ReadOnlySpan<long> deltas, int width, ArrayBufferWriter<byte> output)
    {
        int bytes = MiniblockSize * width / 8;
        Span<byte> packed = output.GetSpan(bytes + 1)[..bytes];
        packed.Clear();
        int bit = 0;
        foreach (long delta in deltas)
        {
            ulong rest = unchecked((ulong)delta);
            for (int left = width; left > 0;)
            {
                int taken = Math.Min(8 - (bit & 7), left);
                packed[bit >> 3] |= (byte)((rest & ((1UL << taken) - 1)) << (bit & 7));
                rest = taken == 64 ? 0 : rest >> taken;
                bit += taken;
                left -= taken;
            }
        }

        output.Advance(bytes);
    }

    private static ulong Zigzag(long value) => unchecked((ulong)((value << 1) ^ (value >> 63)));

    private static void Varint(ulong value, ArrayBufferWriter<byte> output)
    {
        Span<byte> room = output.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[length++] = (byte)((value & 0x7F) | 0x80);
        }

        room[length++] = (byte)value;
        output.Advance(length);
    }
}
