using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An unscaled decimal in 64 bits.</summary>
internal readonly struct Int64Decimal : IStoredValue<Int128>
{
    public static int Width => 8;

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<Int128> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = BinaryPrimitives.ReadInt64LittleEndian(plain[(i * Width)..]);
        }

        return true;
    }
}
