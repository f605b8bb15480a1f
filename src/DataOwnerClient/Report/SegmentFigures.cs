namespace EnclaveCleanRoom.DataOwnerClient.Report;

/// <summary>Figures of groups.</summary>
internal sealed record SegmentFigures
{
    /// <summary>The table whose rows are counted.</summary>
    public required string Rows { get; init; }

    /// <summary>The columns grouped by.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>What is told of each group.</summary>
    public required IReadOnlyList<SegmentMeasure> Measures { get; init; }

    /// <summary>The groups that were released, in the order asked for; one too small is absent.</summary>
    public required IReadOnlyList<SegmentLine> Groups { get; init; }

    /// <summary>All rows in none of them.</summary>
    public required SegmentLine Other { get; init; }

    /// <summary>Groups and rest together.</summary>
    public required SegmentLine Total { get; init; }

    /// <summary>Groups that the question's conditions or limit left out.</summary>
    public required int GroupsLeftOut { get; init; }
}
