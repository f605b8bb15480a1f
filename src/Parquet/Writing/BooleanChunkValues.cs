using System.Buffers;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Truth values, one bit each.</summary>
internal sealed class BooleanChunkValues(ReadOnlyMemory<bool> present) : ChunkValues
{
    public override int Count => present.Length;

    protected override double BytesOfOther => 1.0 / 8;

    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Truth values have no dictionary.");

    public override void WriteValues(int first, int count, ArrayBufferWriter<byte> output)
    {
        ReadOnlySpan<bool> values = present.Span.Slice(first, count);
        int bytes = (count + 7) >> 3;
        Span<byte> packed = output.GetSpan(bytes)[..bytes];
        packed.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            packed[i >> 3] |= (byte)(values[i] ? 1 << (i & 7) : 0);
        }

        output.Advance(bytes);
    }

    public override bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum)
    {
        ReadOnlySpan<bool> values = present.Span.Slice(first, count);
        minimum = [(byte)(values.Contains(false) ? 0 : 1)];
        maximum = [(byte)(values.Contains(true) ? 1 : 0)];
        return count > 0;
    }

    public override bool IsLess(byte[] left, byte[] right) => left[0] < right[0];
}
