using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>The rows of one dataset inside the room. There is no way to read them from outside this library, and no way to write them.</summary>
public sealed class OpenedTable
{
    /// <summary>Takes over decrypted columns.</summary>
    /// <param name="terms">The dataset's terms.</param>
    /// <param name="table">The columns that the plan named.</param>
    /// <exception cref="ArgumentException">The id column is missing or holds no text.</exception>
    public OpenedTable(DatasetTerms terms, Table table)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(table);
        string idName = terms.Columns.Single(column => column.Role == ColumnRole.Id).Name;
        Ids = table.TryGetColumn(idName, out Column? column) && column is StringColumn ids
            ? ids
            : throw new ArgumentException($"The id column '{idName}' is missing or holds no text.", nameof(table));
        Terms = terms;
        Table = table;
    }

    internal DatasetTerms Terms { get; }

    internal Table Table { get; }

    internal StringColumn Ids { get; }
}
