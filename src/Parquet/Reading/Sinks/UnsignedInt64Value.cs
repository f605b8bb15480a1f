using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An unsigned 64-bit integer, which only a decimal of no scale holds whole.</summary>
internal readonly struct UnsignedInt64Value : IStoredValue<Int128>
{
    public static int Width => 8;

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<Int128> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = BinaryPrimitives.ReadUInt64LittleEndian(plain[(i * Width)..]);
        }

        return true;
    }
}
