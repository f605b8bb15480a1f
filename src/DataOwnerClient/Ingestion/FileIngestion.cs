namespace EnclaveCleanRoom.DataOwnerClient.Ingestion;

/// <summary>Reads a table from a file of either kind; which one, its first bytes say, not its name.</summary>
internal static class FileIngestion
{
    private static ReadOnlySpan<byte> ParquetMagic => "PAR1"u8;

    /// <summary>Reads <paramref name="path"/>.</summary>
    /// <param name="path">A CSV or Parquet file.</param>
    /// <param name="plan">What to read.</param>
    /// <param name="declared">The encoding of a CSV file, when its owner has said it.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="IOException">The file cannot be read from the disk.</exception>
    public static IngestionOutcome Ingest(string path, IngestionPlan plan, CsvEncoding? declared = null, CancellationToken cancellation = default)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        byte[] magic = new byte[ParquetMagic.Length];
        int read = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return magic.AsSpan(0, read).SequenceEqual(ParquetMagic)
            ? ParquetIngestion.Ingest(stream, plan, cancellation)
            : CsvIngestion.Ingest(stream, plan, declared, cancellation);
    }
}
