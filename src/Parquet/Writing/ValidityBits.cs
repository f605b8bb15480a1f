using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Reads ranges of a validity bitmap.</summary>
internal static class ValidityBits
{
    /// <summary>How many of <paramref name="count"/> bits from <paramref name="start"/> are 1.</summary>
    public static int CountOnes(Bitmap bits, int start, int count)
    {
        int ones = 0;
        for (int at = 0; at < count; at += 64)
        {
            ones += BitOperations.PopCount(Word(bits, start + at, Math.Min(64, count - at)));
        }

        return ones;
    }

    /// <summary>Copies <paramref name="count"/> bits from <paramref name="start"/> to the front of bytes, the lowest bit first; the last byte is filled with zeros.</summary>
    public static void Copy(Bitmap bits, int start, int count, Span<byte> target)
    {
        for (int at = 0; at < count; at += 64)
        {
            ulong word = Word(bits, start + at, Math.Min(64, count - at));
            for (int i = 0; i < 8 && (at >> 3) + i < target.Length; i++)
            {
                target[(at >> 3) + i] = (byte)((word >> (8 * i)) & 0xFF);
            }
        }
    }

    /// <summary>Up to 64 bits from <paramref name="start"/> on.</summary>
    private static ulong Word(Bitmap bits, int start, int count)
    {
        ReadOnlySpan<ulong> words = bits.Words;
        int index = start >> 6;
        int shift = start & 63;
        ulong word = words[index] >> shift;
        if (shift != 0 && index + 1 < words.Length)
        {
            word |= words[index + 1] << (64 - shift);
        }

        return count == 64 ? word : word & ((1UL << count) - 1);
    }
}
