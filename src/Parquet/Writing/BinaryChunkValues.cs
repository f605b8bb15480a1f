using System.Buffers;
using System.Diagnostics;

namespace EnclaveCleanRoom.Parquet.Writing;

/// <summary>Byte strings.</summary>
internal sealed class BinaryChunkValues(BinaryColumn column, int[] presentRows) : ChunkValues
{
    public override int Count => presentRows.Length;

    protected override double BytesOfOther { get; } = 4 + column.AverageBytes;

    public override void WriteDictionary(ArrayBufferWriter<byte> output) => throw new UnreachableException("Byte strings have no dictionary.");

    public override void WriteValues(int first, int count, ArrayBufferWriter<byte> output)
    {
        foreach (int row in presentRows.AsSpan(first, count))
        {
            StringChunkValues.WriteText(column[row], output);
        }
    }

    public override bool TryBound(int first, int count, out byte[] minimum, out byte[] maximum)
    {
        (minimum, maximum) = ([], []);
        if (count == 0)
        {
            return false;
        }

        ReadOnlySpan<byte> least = column[presentRows[first]];
        ReadOnlySpan<byte> most = least;
        foreach (int row in presentRows.AsSpan(first + 1, count - 1))
        {
            ReadOnlySpan<byte> value = column[row];
            least = value.SequenceCompareTo(least) < 0 ? value : least;
            most = value.SequenceCompareTo(most) > 0 ? value : most;
        }

        (minimum, maximum) = (TextBounds.AtMost(least), TextBounds.AtLeast(most));
        return true;
    }

    public override bool IsLess(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right) < 0;
}
