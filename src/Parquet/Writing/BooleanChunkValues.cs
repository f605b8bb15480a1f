using System.Buffers;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Truth values, one bit each.</summary>
internal sealed class BooleanChunkValues(ReadOnlyMemory<bool> present) : ChunkValues
{
    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Truth values have no dictionary.");

    public override void WritePlain(int first, int count, ArrayBufferWriter<byte> output)
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
}
