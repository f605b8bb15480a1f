using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An unscaled decimal in 32 bits.</summary>
internal readonly struct Int32Decimal : IStoredValue<Int128>
{
    public static int Width => 4;

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<Int128> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = BinaryPrimitives.ReadInt32LittleEndian(plain[(i * Width)..]);
        }

        return true;
    }
}
