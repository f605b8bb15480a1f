using EnclaveCleanRoom.Parquet.Reading;

namespace EnclaveCleanRoom.Parquet.Bench.Data;

/// <summary>A whole file in memory: what a read of it costs is a copy within the process, and no call of the operating system.</summary>
internal sealed class MemorySource(byte[] bytes) : IByteSource
{
    public long Length => bytes.Length;

    public bool TryRead(long offset, Span<byte> target)
    {
        bytes.AsSpan((int)offset, target.Length).CopyTo(target);
        return true;
    }
}
