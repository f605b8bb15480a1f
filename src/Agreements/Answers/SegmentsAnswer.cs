namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Impressions, clicks and click-through rate by group. A group too small is absent.</summary>
public sealed record SegmentsAnswer : Answer
{
    /// <summary>The columns grouped by.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The groups, by their values in ordinal order.</summary>
    public required IReadOnlyList<SegmentFigures> Groups { get; init; }
}

/// <summary>One group.</summary>
public sealed record SegmentFigures
{
    /// <summary>One value for each key column.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Rows with a positive label, after bounding.</summary>
    public required Figure Clicks { get; init; }

    /// <summary>Rows, after bounding.</summary>
    public required Figure Impressions { get; init; }

    /// <summary>Clicks divided by impressions, 0 to 1.</summary>
    public required Figure ClickThroughRate { get; init; }
}
