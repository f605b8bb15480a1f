using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.DataOwnerClient.Tables;

/// <summary>An open file and what was asked of it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="File">The file.</param>
/// <param name="Encryption">What its end says of its encryption; null when it is not encrypted.</param>
/// <param name="Columns">The names of the columns asked for, in that order.</param>
internal sealed record OpenParquet(string Path, ParquetFile File, EncryptedFooter? Encryption, IReadOnlyList<string> Columns)
{
    /// <summary>Reads the columns asked for, row group by row group, so that memory does not grow with the file: a table is good until the next is asked for.</summary>
    /// <param name="progress">Told how many row groups are done.</param>
    /// <exception cref="ClientException">A column is refused.</exception>
    internal IEnumerable<Table> Read(Action<int>? progress = null)
    {
        if (Columns.Count == 0)
        {
            throw new ClientException($"{Path}: the file has no column.");
        }

        // A file without row groups still says which columns it would have.
        if (File.RowGroupCount == 0)
        {
            using Table none = File.TryReadColumns(Columns, out Table? empty, out ParquetFailure? refusal) ? empty : throw ParquetAccess.Refusal(Path, refusal);
            yield return none;
        }

        for (int group = 0; group < File.RowGroupCount; group++)
        {
            using Table rows = File.TryReadRowGroup(group, Columns, out Table? table, out ParquetFailure? failure) ? table : throw ParquetAccess.Refusal(Path, failure);
            yield return rows;
            progress?.Invoke(group + 1);
        }
    }

    /// <summary>Reads everything asked for and lets go of it.</summary>
    /// <exception cref="ClientException">A column is refused.</exception>
    internal void Verify()
    {
        foreach (Table table in Read())
        {
            _ = table.RowCount;
        }
    }

    /// <summary>For each column asked for, Parquet's name of what its cells mean.</summary>
    internal IReadOnlyList<string?> LogicalTypes() =>
        [.. Columns.Select(name => File.Columns.FirstOrDefault(column => column.Name == name || column.Path == name)?.LogicalType)];
}
