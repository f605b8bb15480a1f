using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>An open file and what was asked of it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="File">The file.</param>
/// <param name="Encryption">What its end says of its encryption; null when it is not encrypted.</param>
/// <param name="Columns">The names of the columns asked for, in that order.</param>
internal sealed record OpenParquet(string Path, ParquetFile File, EncryptedFooter? Encryption, IReadOnlyList<string> Columns)
{
    /// <summary>Reads the columns asked for.</summary>
    /// <exception cref="ClientException">One is refused.</exception>
    internal Table Read()
    {
        if (Columns.Count == 0)
        {
            throw new ClientException($"{Path}: the file has no column.");
        }

        return File.TryReadColumns(Columns, out Table? table, out ParquetFailure? failure) ? table : throw ParquetAccess.Refusal(Path, failure);
    }

    /// <summary>For each column asked for, Parquet's name of what its cells mean.</summary>
    internal IReadOnlyList<string?> LogicalTypes() =>
        [.. Columns.Select(name => File.Columns.FirstOrDefault(column => column.Name == name || column.Path == name)?.LogicalType)];
}
