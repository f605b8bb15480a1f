using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Encodings;

/// <summary>Decodes indices into a dictionary and puts the entries in their place. Source: parquet-format Encodings.md, RLE_DICTIONARY.</summary>
internal static class DictionaryIndices
{
    // Indices of a block stay in the nearest cache from unpacking to looking up.
    private const int Block = 1 << 10;

    /// <summary>Fills <paramref name="target"/> with the entries that the page names, each index checked against the dictionary.</summary>
    /// <param name="page">One byte for the bits of an index, then runs; untrusted.</param>
    /// <param name="dictionary">The entries.</param>
    /// <param name="target">As many values as are wanted.</param>
    /// <returns>False when the page holds fewer indices, or one beyond the dictionary.</returns>
    public static bool TryDecode<T>(ReadOnlySpan<byte> page, ReadOnlySpan<T> dictionary, Span<T> target)
        where T : unmanaged
    {
        if (page.IsEmpty || page[0] > 32)
        {
            return false;
        }

        int bitWidth = page[0];
        RleHybridReader reader = new(page[1..], bitWidth);
        while (!target.IsEmpty)
        {
            if (!reader.Next(target.Length))
            {
                return false;
            }

            Span<T> run = target[..reader.Count];
            if (reader.IsPacked)
            {
                if (!TryLookUp(reader.Packed, bitWidth, dictionary, run))
                {
                    return false;
                }
            }
            else if (reader.Value < (uint)dictionary.Length)
            {
                run.Fill(dictionary[(int)reader.Value]);
            }
            else
            {
                return false;
            }

            target = target[reader.Count..];
        }

        return true;
    }

    private static bool TryLookUp<T>(ReadOnlySpan<byte> packed, int bitWidth, ReadOnlySpan<T> dictionary, Span<T> target)
        where T : unmanaged
    {
        Span<int> indices = stackalloc int[Block];
        for (int at = 0; at < target.Length; at += Block)
        {
            Span<int> block = indices[..Math.Min(Block, target.Length - at)];
            BitUnpacker.Unpack(packed[(at / 8 * bitWidth)..], bitWidth, block);
            if (!CodeRange.AllBelow(block, dictionary.Length))
            {
                return false;
            }

            LookUp(block, dictionary, target.Slice(at, block.Length));
        }

        return true;
    }

    /// <summary>The indices are known to lie within the dictionary.</summary>
    private static void LookUp<T>(ReadOnlySpan<int> indices, ReadOnlySpan<T> dictionary, Span<T> target)
        where T : unmanaged
    {
        ref T entries = ref MemoryMarshal.GetReference(dictionary);
        for (int i = 0; i < indices.Length && i < target.Length; i++)
        {
            target[i] = Unsafe.Add(ref entries, (nint)(uint)indices[i]);
        }
    }
}
