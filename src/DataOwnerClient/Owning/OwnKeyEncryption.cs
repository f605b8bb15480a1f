using EnclaveCleanRoom.DataOwnerClient.Converting;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>A table that its owner encrypts with keys of its own, for no agreement: CSV or Parquet becomes encrypted Parquet, row group by row group.</summary>
internal sealed record OwnKeyEncryption
{
    /// <summary>Encrypts the footer, and the columns without a key of their own.</summary>
    internal required SecretKey FooterKey { get; init; }

    /// <summary>What the file calls the footer's key.</summary>
    internal required string FooterKeyId { get; init; }

    /// <summary>Columns with keys of their own, and what the file calls these.</summary>
    internal required IReadOnlyDictionary<string, (string Id, SecretKey Key)> ColumnKeys { get; init; }

    /// <summary>What the file is bound to; may be empty.</summary>
    internal required string AadPrefix { get; init; }

    /// <summary>Whether the columns of a CSV file all stay text, byte for byte.</summary>
    internal required bool AsText { get; init; }

    /// <summary>The encoding of a CSV file, when its owner has said it.</summary>
    internal required CsvEncoding? Encoding { get; init; }

    /// <summary>Encrypts a file.</summary>
    /// <param name="input">CSV, or Parquet that is not encrypted; its first bytes say which.</param>
    /// <param name="output">Where to; written whole or not at all.</param>
    /// <param name="progress">Told the share of the work that is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between row groups.</param>
    /// <exception cref="ClientException">The input is refused; nothing is written.</exception>
    internal WrittenFile Run(string input, string output, Action<double> progress, CancellationToken cancellationToken)
    {
        using FileStream stream = new(input, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        Span<byte> magic = stackalloc byte[4];
        bool isParquet = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual("PAR1"u8);
        stream.Position = 0;
        WrittenFile? written = null;
        AtomicFile.Write(output, target => written = isParquet
            ? FromParquet(input, stream, target, progress, cancellationToken)
            : new CsvConversion(CsvSource.Open(stream, Encoding), cancellationToken).Run(target, Options, done => progress((double)done / Math.Max(1, stream.Length)), AsText));
        return written!;
    }

    private WrittenFile FromParquet(string input, FileStream stream, Stream target, Action<double> progress, CancellationToken cancellationToken)
    {
        if (!ParquetFile.TryOpen(stream, ParquetReaderOptions.Plaintext, out ParquetFile? file, out ParquetFailure? failure))
        {
            throw new ClientException($"{input}: {failure}");
        }

        if (file.Columns.FirstOrDefault(column => column.Field is null or { Type: ColumnType.List }) is { } column)
        {
            throw new ClientException($"{input}: '{column.Name}' is {column.Refusal ?? "a list"}, which is not written.");
        }

        using ParquetWriter writer = new(target, file.Schema, Options(file.Schema));
        string[] names = [.. file.Schema.Select(field => field.Name)];
        for (int group = 0; group < file.RowGroupCount; group++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!file.TryReadRowGroup(group, names, out Table? table, out failure))
            {
                throw new ClientException($"{input}: {failure}");
            }

            using (table)
            {
                writer.Write(table);
            }

            progress((group + 1.0) / file.RowGroupCount);
        }

        return writer.Finish();
    }

    private ParquetWriterOptions Options(Schema schema)
    {
        string[] unknown = [.. ColumnKeys.Keys.Where(name => schema.IndexOf(name) < 0)];
        if (unknown.Length > 0)
        {
            throw ClientException.Usage($"There is no column {string.Join(", ", unknown)}.");
        }

        return new ParquetWriterOptions
        {
            RowGroupRows = 1 << 20,
            Encryption = new FileEncryption
            {
                FooterKey = FooterKey,
                FooterKeyMetadata = System.Text.Encoding.UTF8.GetBytes(FooterKeyId),
                AadPrefix = System.Text.Encoding.UTF8.GetBytes(AadPrefix),
                ColumnKeys = ColumnKeys.ToDictionary(pair => pair.Key, pair => new ColumnKey(pair.Value.Key, System.Text.Encoding.UTF8.GetBytes(pair.Value.Id))),
            },
        };
    }
}
