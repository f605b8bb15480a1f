namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How the people of a segment differ from a base.</summary>
public sealed record ProfileAnswer : Answer
{
    /// <summary>People of the segment.</summary>
    public required Figure SegmentPeople { get; init; }

    /// <summary>People of the base, the segment among them.</summary>
    public required Figure BasePeople { get; init; }

    /// <summary>The segment's share of the base, 0 to 1.</summary>
    public required Figure SegmentShare { get; init; }

    /// <summary>The query's columns in its order.</summary>
    public required IReadOnlyList<ProfileFigures> Columns { get; init; }
}

/// <summary>One column's distribution in the segment and in the base; its cells add up to either.</summary>
public sealed record ProfileFigures
{
    /// <summary>The column.</summary>
    public required ColumnReference Column { get; init; }

    /// <summary>Its public cells in their order, then everybody else.</summary>
    public required IReadOnlyList<ProfileCell> Cells { get; init; }
}

/// <summary>One cell of a column.</summary>
public sealed record ProfileCell
{
    /// <summary>Its value or range; empty for everybody else, whose value is another one or absent.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>People of the segment in it.</summary>
    public required Figure InSegment { get; init; }

    /// <summary>People of the base in it.</summary>
    public required Figure InBase { get; init; }

    /// <summary>Share of the segment's people, 0 to 1.</summary>
    public required Figure SegmentShare { get; init; }

    /// <summary>Share of the base's people, 0 to 1.</summary>
    public required Figure BaseShare { get; init; }

    /// <summary>100 times the one share divided by the other: 100 is as in the base, 200 twice as many. One figure, or none where the noise may be all of the cell's base.</summary>
    public required IReadOnlyList<Figure> Index { get; init; }
}
