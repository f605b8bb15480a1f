using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>
/// The rows of one dataset inside the room. There is no way to read them from outside this library, and no way to write them. A column
/// is decrypted when the plan comes to it and let go of when the plan has taken from it what it needs: a room never holds all of a
/// table in the clear.
/// </summary>
public sealed class OpenedTable
{
    private readonly Func<string, Column> _read;

    /// <summary>Takes the right to read decrypted columns, and reads the people.</summary>
    /// <param name="terms">The dataset's terms.</param>
    /// <param name="read">Decrypts, authenticates and decodes the column of a name, and hands it over: whoever takes what it needs from it disposes it. May be called by
    /// several threads at once. All columns have the same rows.</param>
    /// <exception cref="ArgumentException">The id column holds no text.</exception>
    public OpenedTable(DatasetTerms terms, Func<string, Column> read)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(read);
        string idName = terms.Columns.Single(column => column.Role == ColumnRole.Id).Name;
        Ids = read(idName) as StringColumn ?? throw new ArgumentException($"The id column '{idName}' holds no text.", nameof(read));
        Terms = terms;
        _read = read;
    }

    internal DatasetTerms Terms { get; }

    /// <summary>The ids, until the people are numbered.</summary>
    internal StringColumn Ids { get; }

    /// <summary>Reads a column, which is the caller's to dispose as soon as it is taken apart. Whoever wants it twice pays twice.</summary>
    internal Column Read(string column) => _read(column);
}
