using System.Buffers.Binary;
using System.Numerics;

namespace EnclaveCleanRoom.Parquet.Compression.Zstandard;

/// <summary>Reads bits from the end of a stream to its start. Source: RFC 8878, 4.1 and 4.2.2.</summary>
/// <remarks>Before the first bit lie zeros without end, which a reader may look at; <see cref="Left"/> is then negative.</remarks>
internal ref struct BackwardBits
{
    /// <summary>The most bits of one read.</summary>
    public const int MaxBits = 32;

    private readonly ReadOnlySpan<byte> _bytes;

    private BackwardBits(ReadOnlySpan<byte> bytes, int left)
    {
        _bytes = bytes;
        Left = left;
    }

    /// <summary>Bits that have not been read; negative once more were read than there are.</summary>
    public int Left { get; private set; }

    /// <summary>Begins below the highest bit that is 1 in the last byte; false where there is none.</summary>
    public static bool TryBegin(ReadOnlySpan<byte> bytes, out BackwardBits bits)
    {
        bits = default;
        if (bytes.IsEmpty || bytes[^1] == 0)
        {
            return false;
        }

        bits = new BackwardBits(bytes, ((bytes.Length - 1) * 8) + BitOperations.Log2(bytes[^1]));
        return true;
    }

    /// <summary>The next bits, which stay where they are.</summary>
    public readonly uint Peek(int count) => At(Left - count, count);

    /// <summary>The next bits.</summary>
    public uint Read(int count)
    {
        Left -= count;
        return At(Left, count);
    }

    /// <summary>Passes bits.</summary>
    public void Pass(int count) => Left -= count;

    private readonly uint At(int first, int count)
    {
        ulong mask = (1UL << count) - 1;
        if (first < 0)
        {
            // What lies before the stream is zero.
            return -first >= count ? 0 : (uint)((Word(0) << -first) & mask);
        }

        return (uint)((Word(first >> 3) >> (first & 7)) & mask);
    }

    private readonly ulong Word(int index)
    {
        if (index <= _bytes.Length - 8)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(_bytes[index..]);
        }

        ulong word = 0;
        for (int i = _bytes.Length - 1; i >= index; i--)
        {
            word = (word << 8) | _bytes[i];
        }

        return word;
    }
}
