namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>See <see cref="SegmentsTerms"/>.</summary>
public sealed record SegmentsQuery : Query
{
    /// <summary>The most groups that an answer shows.</summary>
    public const int MostShown = 10_000;

    /// <summary>The most figures of a group.</summary>
    public const int MostMeasures = 16;

    /// <summary>What the private selection of groups may spend, δ in units of 10⁻¹⁸; 0 when every key's vocabulary is public.</summary>
    public required long AttoDelta { get; init; }

    /// <summary>Up to three of the terms' key columns, each once; without any, all rows are one group.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The figures, 1 to 16, in the order in which they are shown.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    /// <summary>Which rows count: those that meet all conditions, at most 16; of none, all.</summary>
    public required IReadOnlyList<RowCondition> Where { get; init; }

    /// <summary>Which groups are shown: those whose released figures meet all conditions, at most 16.</summary>
    public required IReadOnlyList<FigureCondition> Having { get; init; }

    /// <summary>By which figures groups are ordered, at most 16; by none, in the order of their key values.</summary>
    public required IReadOnlyList<FigureOrder> OrderBy { get; init; }

    /// <summary>At most so many groups are shown, the first in that order, 1 to 10,000; all others are in the row of the rest.</summary>
    public required int Limit { get; init; }

    /// <summary>The figure of a name, or <see langword="null"/>.</summary>
    /// <param name="name">The name.</param>
    public Measure? FindMeasure(MeasureName name) => Measures.FirstOrDefault(measure => measure.Name == name);
}
