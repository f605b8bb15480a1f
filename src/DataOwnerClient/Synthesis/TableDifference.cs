namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>Why a file does not hold the rows of a signed result.</summary>
internal enum TableFault
{
    /// <summary>It cannot be read as what its name says that it is.</summary>
    Unreadable,

    /// <summary>It has other columns, or in another order.</summary>
    OtherColumns,

    /// <summary>It has more rows, or fewer.</summary>
    OtherNumberOfRows,

    /// <summary>A cell says something else.</summary>
    OtherCell,
}

/// <summary>The first difference between a file and the rows of a signed result.</summary>
/// <param name="Fault">What differs.</param>
/// <param name="Detail">Where, what was found and what was signed; what the file holds may be a stranger's text.</param>
internal sealed record TableDifference(TableFault Fault, string Detail)
{
    /// <summary>A file of other columns.</summary>
    internal static TableDifference? OfNames(IEnumerable<string> found, SyntheticTable wanted)
    {
        string[] names = [.. found];
        return names.SequenceEqual(wanted.Columns.Select(column => column.Name))
            ? null
            : new TableDifference(TableFault.OtherColumns, $"its columns are {string.Join(", ", names)}; signed are {string.Join(", ", wanted.Columns.Select(column => column.Name))}");
    }

    /// <summary>A file of another number of rows.</summary>
    internal static TableDifference? OfRows(long found, SyntheticTable wanted) =>
        found == wanted.Rows ? null : new TableDifference(TableFault.OtherNumberOfRows, FormattableString.Invariant($"it has {found:#,0} rows; signed are {wanted.Rows:#,0}"));

    /// <summary>A file that says something else in one cell.</summary>
    /// <param name="row">From 0.</param>
    /// <param name="column">The column.</param>
    /// <param name="found">What the file holds.</param>
    internal static TableDifference OfCell(int row, SyntheticTableColumn column, string found) =>
        new(TableFault.OtherCell, FormattableString.Invariant($"in row {row + 1:#,0} {column.Name} is '{found}'; signed is '{column.Values[column.Codes[row]]}'"));
}
