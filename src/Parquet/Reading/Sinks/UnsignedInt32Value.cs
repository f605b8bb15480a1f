using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An unsigned 32-bit integer, which becomes a signed 64-bit one.</summary>
internal readonly struct UnsignedInt32Value : IStoredValue<long>
{
    public static int Width => sizeof(uint);

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<long> target)
    {
        ReadOnlySpan<uint> values = MemoryMarshal.Cast<byte, uint>(plain);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[i];
        }

        return true;
    }
}
