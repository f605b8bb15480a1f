namespace EnclaveCleanRoom.Parquet;

/// <summary>How a writer compresses pages.</summary>
public enum PageCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy: fast.</summary>
    Snappy,

    /// <summary>Gzip: smaller, slower, read everywhere.</summary>
    Gzip,

    /// <summary>Brotli: smaller still.</summary>
    Brotli,
}
