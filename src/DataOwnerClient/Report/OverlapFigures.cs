namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>The people of two tables.</summary>
internal sealed record OverlapFigures
{
    /// <summary>Whose the left table is.</summary>
    public required string LeftName { get; init; }

    /// <summary>Whose the right table is.</summary>
    public required string RightName { get; init; }

    /// <summary>People in the left table.</summary>
    public required ReportFigure Left { get; init; }

    /// <summary>People in the right table.</summary>
    public required ReportFigure Right { get; init; }

    /// <summary>People in both.</summary>
    public required ReportFigure Both { get; init; }

    /// <summary>Share of the left table's people who are in both, 0 to 1.</summary>
    public required ReportFigure LeftMatchRate { get; init; }

    /// <summary>Share of the right table's people who are in both, 0 to 1.</summary>
    public required ReportFigure RightMatchRate { get; init; }
}
