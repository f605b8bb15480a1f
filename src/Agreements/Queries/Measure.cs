using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// A figure that a question asks for, of each group. Counts and amounts are noised; ratios and increments follow from noised figures of the same
/// question and cost nothing.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RowsMeasure), "rows")]
[JsonDerivedType(typeof(PeopleMeasure), "people")]
[JsonDerivedType(typeof(OutcomeMeasure), "outcome")]
[JsonDerivedType(typeof(AmountMeasure), "amount")]
[JsonDerivedType(typeof(RatioMeasure), "ratio")]
[JsonDerivedType(typeof(IncrementMeasure), "increment")]
public abstract record Measure
{
    /// <summary>How the question's other parts and the answer call it; each figure of a question has a name of its own.</summary>
    public required MeasureName Name { get; init; }
}

/// <summary>Rows, such as impressions.</summary>
public sealed record RowsMeasure : Measure;

/// <summary>People. Somebody with rows in several groups counts once in each.</summary>
public sealed record PeopleMeasure : Measure;

/// <summary>Rows with a positive outcome, such as clicks.</summary>
public sealed record OutcomeMeasure : Measure
{
    /// <summary>One of the terms' outcomes.</summary>
    public required ColumnReference Column { get; init; }
}

/// <summary>The sum of a number over rows, such as revenue; each person's part of a group is clamped to the terms' bounds.</summary>
public sealed record AmountMeasure : Measure
{
    /// <summary>A column of one of the terms' amounts.</summary>
    public required ColumnReference Column { get; init; }
}

/// <summary>One figure divided by another: click-through rate, cost per conversion, average.</summary>
public sealed record RatioMeasure : Measure
{
    /// <summary>What stands above the line: a figure of the same question that is no ratio.</summary>
    public required MeasureName Of { get; init; }

    /// <summary>What stands below the line, likewise.</summary>
    public required MeasureName Per { get; init; }
}

/// <summary>Outcomes beyond those that the rows would have had anyway, at a rate that is known from elsewhere, such as from a holdout.</summary>
public sealed record IncrementMeasure : Measure
{
    /// <summary>The outcome: a figure of the same question.</summary>
    public required MeasureName Of { get; init; }

    /// <summary>The rows or people it is counted over: a figure of the same question.</summary>
    public required MeasureName Per { get; init; }

    /// <summary>Outcomes that a million of them would have had anyway, 0 to 1,000,000.</summary>
    public required int BaselinePerMillion { get; init; }
}
