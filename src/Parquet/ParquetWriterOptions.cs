namespace EnclaveCleanRoom.Parquet;

/// <summary>How a file is laid out.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>How pages are compressed; by default Snappy.</summary>
    public PageCompression Compression { get; init; } = PageCompression.Snappy;

    /// <summary>Rows of a row group, 1 or more; by default 262,144. A writer holds one row group's encoded pages in memory.</summary>
    public int RowGroupRows { get; init; } = 1 << 18;

    /// <summary>Rows of a page, 1 or more; by default 65,536. A row group has at most 32,767 pages a column.</summary>
    public int PageRows { get; init; } = 1 << 16;

    /// <summary>How the file is encrypted; null writes plaintext.</summary>
    public FileEncryption? Encryption { get; init; }

    /// <summary>How many columns are encoded at once, 1 or more; by default as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;
}
