using System.Numerics;
using EnclaveCleanRoom.Parquet.Encodings;
using EnclaveCleanRoom.Parquet.Pooling;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>Collects which cells of an optional column are present, page by page.</summary>
internal sealed class ValidityBuilder(MemoryBudget budget) : IDisposable
{
    private readonly NativeArray<ulong> _words = new();

    public int Length { get; private set; }

    /// <summary>The bit at <paramref name="index"/>.</summary>
    public bool this[int index] => (_words[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>Appends the definition levels of a page (1 bit each, hybrid encoded).</summary>
    public ParquetFailureReason TryAppend(ReadOnlySpan<byte> levels, int count, out int present)
    {
        present = 0;
        if (!TryReserve(count))
        {
            return ParquetFailureReason.TooLarge;
        }

        int start = Length;
        RleHybridReader reader = new(levels, 1);
        for (int left = count; left > 0; left -= reader.Count)
        {
            if (!reader.Next(left))
            {
                Length = start;
                return ParquetFailureReason.MalformedPage;
            }

            if (reader.IsPacked)
            {
                AppendPacked(reader.Packed, reader.Count);
            }
            else
            {
                AppendRun(reader.Value != 0, reader.Count);
            }
        }

        present = CountOnes(start, count);
        return ParquetFailureReason.None;
    }

    /// <summary>Appends one bit, for which <see cref="TryReserve"/> has made room.</summary>
    public void Append(bool isPresent) => AppendRun(isPresent, 1);

    /// <summary>Appends all bits of another builder; false when there is no room.</summary>
    public bool TryAppend(ValidityBuilder other)
    {
        if (!TryReserve(other.Length))
        {
            return false;
        }

        for (int at = 0; at < other.Length; at += 64)
        {
            AppendWord(other._words[at >> 6], Math.Min(64, other.Length - at));
        }

        return true;
    }

    /// <summary>The bits, which take the memory over.</summary>
    public Bitmap Build() => new(_words.Detach(), Length);

    /// <summary>Gives back, zeroed, what no bitmap has taken over.</summary>
    public void Dispose() => _words.Dispose();

    /// <summary>Makes room for <paramref name="count"/> more bits.</summary>
    public bool TryReserve(int count)
    {
        int used = _words.Length;
        if (!budget.TryGrow(_words, used, ((long)Length + count + 63) >> 6))
        {
            return false;
        }

        _words.Span[used..].Clear();
        return true;
    }

    private void AppendRun(bool isPresent, int count)
    {
        int end = Length + count;
        while (isPresent && Length < end)
        {
            int inWord = Math.Min(64 - (Length & 63), end - Length);
            ulong ones = inWord == 64 ? ulong.MaxValue : (1UL << inWord) - 1;
            _words[Length >> 6] |= ones << (Length & 63);
            Length += inWord;
        }

        Length = end;
    }

    private void AppendPacked(ReadOnlySpan<byte> packed, int count)
    {
        for (int at = 0; count > 0; at += 8)
        {
            int bits = Math.Min(64, count);
            AppendWord(Word(packed[at..], bits), bits);
            count -= bits;
        }
    }

    private void AppendWord(ulong word, int bits)
    {
        int shift = Length & 63;
        _words[Length >> 6] |= word << shift;
        if (shift + bits > 64)
        {
            _words[(Length >> 6) + 1] |= word >> (64 - shift);
        }

        Length += bits;
    }

    private static ulong Word(ReadOnlySpan<byte> bytes, int bits)
    {
        ulong word = 0;
        if (bytes.Length >= 8)
        {
            word = BitConverter.ToUInt64(bytes);
        }
        else
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                word |= (ulong)bytes[i] << (8 * i);
            }
        }

        return bits == 64 ? word : word & ((1UL << bits) - 1);
    }

    private int CountOnes(int start, int count)
    {
        int ones = 0;
        int end = start + count;
        for (int at = start; at < end;)
        {
            int inWord = Math.Min(64 - (at & 63), end - at);
            ulong mask = inWord == 64 ? ulong.MaxValue : ((1UL << inWord) - 1) << (at & 63);
            ones += BitOperations.PopCount(_words[at >> 6] & mask);
            at += inWord;
        }

        return ones;
    }
}
