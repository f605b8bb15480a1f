namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How many people two tables hold, and how many both.</summary>
public sealed record OverlapAnswer : Answer
{
    /// <summary>The tables' figures, in the order of the terms (left, right).</summary>
    public required IReadOnlyList<TableFigures> Tables { get; init; }

    /// <summary>People in both tables.</summary>
    public required Figure Overlap { get; init; }
}

/// <summary>One table's part of an overlap.</summary>
public sealed record TableFigures
{
    /// <summary>The table.</summary>
    public required DatasetId Dataset { get; init; }

    /// <summary>People in it.</summary>
    public required Figure People { get; init; }

    /// <summary>Overlap divided by people, 0 to 1.</summary>
    public required Figure MatchRate { get; init; }
}
