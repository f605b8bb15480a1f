using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>Synthetic rows as a file, whose name says which kind it is, and its manifest beside it: the signed result that they are the rows of.</summary>
internal abstract class TableFile
{
    /// <summary>The kind of file that a name stands for.</summary>
    /// <exception cref="ClientException">It stands for none.</exception>
    internal static TableFile Of(string path) => Path.GetExtension(path) switch
    {
        ".csv" => new CsvTableFile(),
        ".parquet" => new ParquetTableFile(),
        _ => throw ClientException.Usage($"{path} ends in neither .csv nor .parquet, which says what kind of table it is."),
    };

    /// <summary>Where the manifest of a table lies.</summary>
    internal static string ManifestOf(string path) => path + ".manifest.cose";

    /// <summary>Writes a table whole or not at all, and never over a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="table">The rows.</param>
    /// <param name="report">Told the share that is written, 0 to 1.</param>
    /// <param name="cancellationToken">Stops; then there is no file.</param>
    /// <exception cref="ClientException">There is a file already.</exception>
    internal void Write(string path, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        RequireAbsent(path);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => Write(stream, table, report, cancellationToken), overwrite: false);
    }

    /// <summary>Compares a file with the rows of a signed result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="table">The rows.</param>
    /// <param name="report">Told the share that is compared, 0 to 1.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The first difference, or <see langword="null"/> where the file holds these rows and nothing else.</returns>
    /// <exception cref="ClientException">There is no such file.</exception>
    internal TableDifference? Compare(string path, SyntheticTable table, Action<double> report, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw ClientException.Usage($"There is no file {path}.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Compare(stream, table, report, cancellationToken);
    }

    /// <exception cref="ClientException">There is a file.</exception>
    internal static void RequireAbsent(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
        {
            throw ClientException.Usage($"{path} exists already and is not written over. Choose another name with --out, or move it away.");
        }
    }

    /// <summary>Writes the rows.</summary>
    internal abstract void Write(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken);

    /// <summary>Compares what is read with the rows.</summary>
    internal abstract TableDifference? Compare(Stream stream, SyntheticTable table, Action<double> report, CancellationToken cancellationToken);
}
