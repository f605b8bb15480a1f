using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.Parquet.Reading.Sinks;

/// <summary>A value that is stored as it lies in memory on a little-endian machine.</summary>
internal readonly struct SameValue<T> : IStoredValue<T>
    where T : unmanaged
{
    public static int Width => Unsafe.SizeOf<T>();

    public static bool TryConvert(ReadOnlySpan<byte> plain, Span<T> target)
    {
        plain[..(target.Length * Width)].CopyTo(MemoryMarshal.AsBytes(target));
        return true;
    }
}
