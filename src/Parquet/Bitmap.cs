using System.Numerics;

namespace EnclaveCleanRoom.Parquet;

/// <summary>An immutable row of bits, 64 a word, the lowest bit first. As the validity of a column, 1 means that the cell is present.</summary>
public sealed class Bitmap
{
    private readonly ulong[] _words;

    /// <summary>Copies <paramref name="bits"/>.</summary>
    public Bitmap(ReadOnlySpan<bool> bits)
    {
        _words = new ulong[WordCount(bits.Length)];
        for (int i = 0; i < bits.Length; i++)
        {
            _words[i >> 6] |= bits[i] ? 1UL << (i & 63) : 0;
        }

        Length = bits.Length;
        Ones = Count(_words);
    }

    /// <summary>Takes <paramref name="words"/> as they are; bits at and beyond <paramref name="length"/> are cleared.</summary>
    internal Bitmap(ulong[] words, int length)
    {
        _words = words;
        Length = length;
        int used = WordCount(length);
        if ((length & 63) != 0)
        {
            words[used - 1] &= (1UL << (length & 63)) - 1;
        }

        Array.Clear(words, used, words.Length - used);
        Ones = Count(words);
    }

    /// <summary>The number of bits.</summary>
    public int Length { get; }

    /// <summary>How many bits are 1.</summary>
    public int Ones { get; }

    /// <summary>The bits, 64 a word, the lowest first; bits beyond <see cref="Length"/> are 0.</summary>
    public ReadOnlySpan<ulong> Words => _words.AsSpan(0, WordCount(Length));

    /// <summary>The bit at <paramref name="index"/>, from 0 to <see cref="Length"/> - 1.</summary>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
            return (_words[index >> 6] >> (index & 63) & 1) != 0;
        }
    }

    internal static int WordCount(int bits) => (int)(((uint)bits + 63) >> 6);

    private static int Count(ReadOnlySpan<ulong> words)
    {
        int ones = 0;
        foreach (ulong word in words)
        {
            ones += BitOperations.PopCount(word);
        }

        return ones;
    }
}
