using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>An instant in nanoseconds, which becomes the microsecond that it lies in.</summary>
internal readonly struct NanosecondsValue : IStoredValue<long>
{
    public static int Width => sizeof(long);

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<long> target)
    {
        ReadOnlySpan<long> values = MemoryMarshal.Cast<byte, long>(plain);
        for (int i = 0; i < target.Length; i++)
        {
            (long quotient, long remainder) = Math.DivRem(values[i], 1000);
            target[i] = remainder < 0 ? quotient - 1 : quotient;
        }

        return true;
    }
}
