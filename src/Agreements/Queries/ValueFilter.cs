namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// Keeps what has one of some public values of a column: of the table whose rows are counted, the rows themselves; of another table, the people
/// whose most frequent value there it is.
/// </summary>
public sealed record ValueFilter
{
    /// <summary>A categorical column with a public vocabulary.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>One or more different values of the vocabulary; any of them is kept.</summary>
    public required IReadOnlyList<string> Values { get; init; }
}
