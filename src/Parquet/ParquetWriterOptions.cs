namespace EnclaveCleanRoom.Parquet;

/// <summary>How a file is laid out.</summary>
public sealed record ParquetWriterOptions
{
    /// <summary>How pages are compressed; by default Snappy.</summary>
    public PageCompression Compression { get; init; } = PageCompression.Snappy;

    /// <summary>The most rows of a row group, 1 or more; by default 1,048,576.</summary>
    public int RowGroupRows { get; init; } = 1 << 20;

    /// <summary>The most memory that the rows of a row group take as columns, in bytes, 1 or more; by default 64 MiB. A writer holds one row group's
    /// encoded pages in memory, and a reader that goes row group by row group holds one row group's rows.</summary>
    public long RowGroupBytes { get; init; } = 64 << 20;

    /// <summary>The most rows of a page, 1 or more; by default 262,144. A row group has at most 32,767 pages a column.</summary>
    public int PageRows { get; init; } = 1 << 18;

    /// <summary>About the most bytes of a page before it is compressed, 1 or more; by default 256 KiB. Whatever comes first, this or <see cref="PageRows"/>, ends a page. Longer pages cost
    /// less to read, shorter ones let a reader with a filter leave more of them out.</summary>
    public int PageBytes { get; init; } = 1 << 18;

    /// <summary>Whether the file says where each page lies and what it holds, so that readers can leave pages out; by default it does.</summary>
    public bool WithPageIndex { get; init; } = true;

    /// <summary>How the file is encrypted; null writes plaintext.</summary>
    public FileEncryption? Encryption { get; init; }

    /// <summary>What the file tells its readers beside its columns, such as who made it of what. In the footer, and protected as that is.</summary>
    public IReadOnlyDictionary<string, string> KeyValueMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>How many columns are encoded at once, 1 or more; by default as many as there are processors.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;
}
