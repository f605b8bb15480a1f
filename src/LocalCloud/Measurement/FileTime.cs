using System.Runtime.InteropServices;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>A time that a file system keeps: seconds since 1970, and nanoseconds.</summary>
internal readonly record struct FileTime(long Seconds, uint Nanoseconds)
{
    /// <summary>Reads a <c>struct statx_timestamp</c>.</summary>
    public static FileTime Read(ReadOnlySpan<byte> timestamp) => new(MemoryMarshal.Read<long>(timestamp), MemoryMarshal.Read<uint>(timestamp[sizeof(long)..]));
}
