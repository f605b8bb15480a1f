using System.Buffers.Binary;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>The INT96 instant of Impala, Hive and older Sparks: nanoseconds of the day (8 bytes) and Julian day (4 bytes).</summary>
internal readonly struct Int96Value : IStoredValue<long>
{
    private const int JulianDayOf1970 = 2_440_588;
    private const long MicrosecondsADay = 86_400_000_000;

    public static int Width => 12;

    /// <remarks>Sums wrap at 64 bits: Spark's writer lets the day of far instants wrap, and only wrapping back gives what was written.</remarks>
    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<long> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            ReadOnlySpan<byte> value = plain.Slice(i * Width, Width);
            long nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(value);
            long julianDay = BinaryPrimitives.ReadInt32LittleEndian(value[8..]);
            target[i] = unchecked(((julianDay - JulianDayOf1970) * MicrosecondsADay) + FloorThousandth(nanoseconds));
        }

        return true;
    }

    private static long FloorThousandth(long value) => (value / 1000) - (value % 1000 < 0 ? 1 : 0);
}
