using System.Buffers;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Byte strings.</summary>
internal sealed class BinaryChunkValues(BinaryColumn column, int[] presentRows) : ChunkValues
{
    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Byte strings have no dictionary.");

    public override void WritePlain(int first, int count, ArrayBufferWriter<byte> output)
    {
        foreach (int row in presentRows.AsSpan(first, count))
        {
            StringChunkValues.WriteText(column[row], output);
        }
    }
}
