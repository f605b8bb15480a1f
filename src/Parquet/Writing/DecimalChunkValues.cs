using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Unscaled decimals, each as the same number of big-endian bytes.</summary>
internal sealed class DecimalChunkValues(ReadOnlyMemory<Int128> present, int precision) : ChunkValues
{
    private readonly int _bytes = DecimalBytes.Of(precision);

    public override int Count => present.Length;

    protected override double BytesOfOther => _bytes;

    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Decimals have no dictionary.");

    public override void WriteValues(int first, int count, ArrayBufferWriter<byte> output)
    {
        Span<byte> whole = stackalloc byte[16];
        foreach (Int128 value in present.Span.Slice(first, count))
        {
            BinaryPrimitives.WriteInt128BigEndian(whole, value);
            output.Write(whole[^_bytes..]);
        }
    }

    public override bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum)
    {
        Int128 least = Int128.MaxValue;
        Int128 most = Int128.MinValue;
        foreach (Int128 value in present.Span.Slice(first, count))
        {
            least = Int128.Min(least, value);
            most = Int128.Max(most, value);
        }

        (minimum, maximum) = (Bytes(least), Bytes(most));
        return count > 0;
    }

    /// <summary>The sign bit turned around, two's complements of one length compare like unsigned numbers.</summary>
    public override bool IsLess(byte[] left, byte[] right)
    {
        int first = (left[0] ^ 0x80).CompareTo(right[0] ^ 0x80);
        return first != 0 ? first < 0 : left.AsSpan(1).SequenceCompareTo(right.AsSpan(1)) < 0;
    }

    private byte[] Bytes(Int128 value)
    {
        byte[] whole = new byte[16];
        BinaryPrimitives.WriteInt128BigEndian(whole, value);
        return whole[^_bytes..];
    }
}
