using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An instant in milliseconds, which becomes microseconds.</summary>
internal readonly struct MillisecondsValue : IStoredValue<long>
{
    private const long Furthest = long.MaxValue / 1000;

    public static int Width => sizeof(long);

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<long> target)
    {
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(plain);
        for (int i = 0; i < target.Length; i++)
        {
            if (values[i] is < -Furthest or > Furthest)
            {
                return false;
            }

            target[i] = values[i] * 1000;
        }

        return true;
    }
}
