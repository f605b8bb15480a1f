using System.Numerics;
using EnclaveCleanRoom.Parquet.Columns;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet;

/// <summary>An immutable row of bits, 64 a word, the lowest bit first. As the validity of a column, 1 means that the cell is present.</summary>
public sealed class Bitmap
{
    private readonly Cells<ulong> _words;

    /// <summary>Copies <paramref name="bits"/>.</summary>
    public Bitmap(ReadOnlySpan<bool> bits)
    {
        ulong[] words = new ulong[WordCount(bits.Length)];
        for (int i = 0; i < bits.Length; i++)
        {
            words[i >> 6] |= bits[i] ? 1UL << (i & 63) : 0;
        }

        _words = words;
        Length = bits.Length;
        Ones = Count(words);
    }

    /// <summary>Takes <paramref name="words"/> as they are; bits at and beyond <paramref name="length"/> are cleared.</summary>
    internal Bitmap(ulong[] words, int length)
        : this(words, words, length)
    {
    }

    /// <summary>Takes over <paramref name="words"/>; bits at and beyond <paramref name="length"/> are cleared.</summary>
    internal Bitmap(NativeBuffer<ulong> words, int length)
        : this(words, words.Span, length)
    {
    }

    private Bitmap(Cells<ulong> cells, Span<ulong> words, int length)
    {
        _words = cells;
        Length = length;
        int used = WordCount(length);
        if ((length & 63) != 0)
        {
            words[used - 1] &= (1UL << (length & 63)) - 1;
        }

        words[used..].Clear();
        Ones = Count(words[..used]);
    }

    /// <summary>The number of bits.</summary>
    public int Length { get; }

    /// <summary>How many bits are 1.</summary>
    public int Ones { get; }

    /// <summary>The bits, 64 a word, the lowest first; bits beyond <see cref="Length"/> are 0. Good until the columns that show them are disposed, and while the bitmap is held.</summary>
    /// <exception cref="ObjectDisposedException">The bits of a column that was read, which is disposed.</exception>
    public ReadOnlySpan<ulong> Words => _words.Span[..WordCount(Length)];

    /// <summary>The bit at <paramref name="index"/>, from 0 to <see cref="Length"/> - 1.</summary>
    /// <exception cref="ObjectDisposedException">The bits of a column that was read, which is disposed.</exception>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
            return (_words.Span[index >> 6] >> (index & 63) & 1) != 0;
        }
    }

    /// <summary>The same bits for one more column.</summary>
    internal Bitmap Share()
    {
        _ = _words.Share();
        return this;
    }

    /// <summary>Lets go; each column once.</summary>
    internal void LetGo() => _words.LetGo();

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
