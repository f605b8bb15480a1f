using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>Figures by group. A group too small is absent, and its rows are in the row of the rest: groups and rest add up to the total.</summary>
public sealed record SegmentsAnswer : Answer
{
    /// <summary>The columns grouped by.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The groups, in the order that was asked for.</summary>
    public required IReadOnlyList<SegmentFigures> Groups { get; init; }

    /// <summary>
    /// The rest, of all rows in no group shown: without a key value, of a group too small or beyond the most that are noised, or of one that a condition on figures or
    /// the limit left out.
    /// </summary>
    public required IReadOnlyList<MeasureFigure> Other { get; init; }

    /// <summary>Groups and rest together. Of people, each counts once in each group.</summary>
    public required IReadOnlyList<MeasureFigure> Total { get; init; }

    /// <summary>How many groups conditions on figures and the limit left out; it follows from noised figures.</summary>
    public required int GroupsLeftOut { get; init; }
}

/// <summary>One group.</summary>
public sealed record SegmentFigures
{
    /// <summary>One value for each key column.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The figures, in the order of the question.</summary>
    public required IReadOnlyList<MeasureFigure> Figures { get; init; }

    /// <summary>The figure of a name, or <see langword="null"/> when its noise leaves nothing to say.</summary>
    /// <param name="measure">The name.</param>
    public Figure? Find(MeasureName measure) => Figures.FirstOrDefault(figure => figure.Measure == measure)?.Figure;
}

/// <summary>
/// One figure. Counts and sums are as they were noised, so that they add up; a small one may be negative. A ratio whose lower part may be zero for all that its noise tells is
/// left out of its row, unless it is a share, which lies between 0 and 1.
/// </summary>
public sealed record MeasureFigure
{
    /// <summary>The question's name for it.</summary>
    public required MeasureName Measure { get; init; }

    /// <summary>The value; amounts in the column's own unit.</summary>
    public required Figure Figure { get; init; }
}
