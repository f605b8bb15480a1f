using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An IEEE 754 binary16 number, which becomes the equal binary32 one.</summary>
internal readonly struct HalfValue : IStoredValue<float>
{
    public static int Width => 2;

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(plain[(i * Width)..]);
        }

        return true;
    }
}
