namespace EnclaveCleanRoom.DataOwnerClient.Report.Sheets;

/// <summary>A table of figures, some columns of which are plotted too.</summary>
internal sealed record SheetTable
{
    /// <summary>What the table shows.</summary>
    public required string Caption { get; init; }

    /// <summary>The heading of the rows' labels.</summary>
    public required string RowHeading { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<SheetColumn> Columns { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<SheetRow> Rows { get; init; }

    /// <summary>Which columns are plotted, on one scale: none, one or two, of one unit.</summary>
    public required IReadOnlyList<int> Plotted { get; init; }
}
