using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Unscaled decimals, each as the same number of big-endian bytes.</summary>
internal sealed class DecimalChunkValues(ReadOnlyMemory<Int128> present, int precision) : ChunkValues
{
    private readonly int _bytes = DecimalBytes.Of(precision);

    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Decimals have no dictionary.");

    public override void WritePlain(int first, int count, ArrayBufferWriter<byte> output)
    {
        Span<byte> whole = stackalloc byte[16];
        foreach (Int128 value in present.Span.Slice(first, count))
        {
            BinaryPrimitives.WriteInt128BigEndian(whole, value);
            output.Write(whole[^_bytes..]);
        }
    }
}
