using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Unpacks integers of a fixed number of bits, the lowest bit first.</summary>
internal static class BitUnpacker
{
    /// <summary>Unpacks <paramref name="target"/>.Length values of <paramref name="bitWidth"/> bits (0 to 32).</summary>
    /// <remarks>The caller has checked that <paramref name="packed"/> has at least ⌈values × bits / 8⌉ bytes.</remarks>
    public static void Unpack(ReadOnlySpan<byte> packed, int bitWidth, Span<int> target)
    {
        if (bitWidth == 0)
        {
            target.Clear();
            return;
        }

        int fast = Unpack64(packed, bitWidth, target);
        UnpackOneByOne(packed, bitWidth, target, fast);
    }

    /// <summary>The reference: one value after the other, byte by byte.</summary>
    internal static void UnpackOneByOne(ReadOnlySpan<byte> packed, int bitWidth, Span<int> target, int first)
    {
        for (int i = first; i < target.Length; i++)
        {
            ulong value = 0;
            long bit = (long)i * bitWidth;
            int start = (int)(bit >> 3);
            int end = (int)((bit + bitWidth + 7) >> 3);
            for (int at = end - 1; at >= start; at--)
            {
                value = (value << 8) | packed[at];
            }

            target[i] = unchecked((int)((value >> (int)(bit & 7)) & ((1UL << bitWidth) - 1)));
        }
    }

    /// <summary>Unpacks as many values as can be read by whole 64-bit words, and returns how many.</summary>
    private static int Unpack64(ReadOnlySpan<byte> packed, int bitWidth, Span<int> target)
    {
        // Value i begins at bit i × width; its bits lie within the 8 bytes from there, since 7 + 32 < 64.
        long lastBit = ((long)packed.Length - 8) * 8;
        int count = lastBit < 0 ? 0 : (int)Math.Min(target.Length, (lastBit / bitWidth) + 1);
        ulong mask = (1UL << bitWidth) - 1;
        ref byte source = ref MemoryMarshal.GetReference(packed);
        ref int destination = ref MemoryMarshal.GetReference(target);
        unchecked
        {
            nuint bit = 0;
            for (int i = 0; i < count; i++, bit += (nuint)bitWidth)
            {
                ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref source, bit >> 3));
                Unsafe.Add(ref destination, i) = (int)((word >> (int)(bit & 7)) & mask);
            }
        }

        return count;
    }
}
