using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.Parquet.Reading;

/// <summary>A file on the disk, read by several threads at once.</summary>
/// <remarks>
/// Read into memory of our own and not mapped: whoever holds the disk could change a mapped page between its authentication and its decryption.
/// </remarks>
internal sealed class FileSource(SafeFileHandle handle) : IByteSource
{
    public long Length { get; } = RandomAccess.GetLength(handle);

    public bool TryRead(long offset, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(handle, target, offset);
            if (read == 0)
            {
                return false;
            }

            offset += read;
            target = target[read..];
        }

        return true;
    }
}
