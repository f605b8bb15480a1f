namespace EnclaveCleanRoom.Parquet;

/// <summary>What a reader accepts and with which keys.</summary>
public sealed record ParquetReaderOptions
{
    private ParquetReaderOptions()
    {
    }

    /// <summary>Any file that is not encrypted.</summary>
    public static ParquetReaderOptions Plaintext { get; } = new() { Required = Protection.None };

    /// <summary>How much of the file must be protected.</summary>
    public required Protection Required { get; init; }

    /// <summary>Where keys come from; null for files that are not encrypted.</summary>
    public IKeyRetriever? Keys { get; init; }

    /// <summary>Which AAD prefix is accepted.</summary>
    public AadPrefix AadPrefix { get; init; } = AadPrefix.AsStored;

    /// <summary>The longest footer in bytes that is read; by default 32 MiB.</summary>
    public int MaxFooterBytes { get; init; } = 32 << 20;

    /// <summary>The most bytes of memory that one read may hold, buffers included; by default 8 GiB. What is read of an
    /// untrusted file cannot exceed it, however well it compresses.</summary>
    public long MaxDecodedBytes { get; init; } = 8L << 30;

    /// <summary>How many row groups and columns are read at once, 1 or more; by default as many as there are processors. What is read is the same for any number.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Encrypted files only: footer and all columns that are read authenticated by AES-GCM, all bound to <paramref name="aadPrefix"/>.</summary>
    public static ParquetReaderOptions Encrypted(IKeyRetriever keys, AadPrefix aadPrefix)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(aadPrefix);
        return new() { Required = Protection.EncryptedColumns, Keys = keys, AadPrefix = aadPrefix };
    }
}
