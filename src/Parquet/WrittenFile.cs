namespace EnclaveCleanRoom.Parquet;

/// <summary>What identifies a file that was written, for a promise that readers can check without reading all of it.</summary>
public sealed record WrittenFile
{
    internal WrittenFile(ReadOnlyMemory<byte> footerDigest, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> columnDigests, long length, long rowCount)
    {
        FooterDigest = footerDigest;
        ColumnDigests = columnDigests;
        Length = length;
        RowCount = rowCount;
    }

    /// <summary>SHA-256 (32 bytes) of everything from the start of the file crypto metadata (of the footer, when the file is not encrypted) to the end of the file.</summary>
    public ReadOnlyMemory<byte> FooterDigest { get; }

    /// <summary>For each encrypted column, SHA-256 (32 bytes) over the 16-byte GCM tags of its page headers and pages in file order.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ColumnDigests { get; }

    /// <summary>The length of the file in bytes.</summary>
    public long Length { get; }

    /// <summary>The number of rows.</summary>
    public long RowCount { get; }
}
