using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How the people of a segment differ from a base: the distribution over the values of profile columns in both, and the index of each value.</summary>
public sealed record ProfileTerms : QueryTerms
{
    /// <summary>The table that holds the profile columns; its people are the base.</summary>
    public required DatasetId People { get; init; }

    /// <summary>The other table.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>Which of its people are the base.</summary>
    public required ProfileBase Base { get; init; }

    /// <summary>The columns that a query may show, 1 to 100.</summary>
    public required IReadOnlyList<ProfileColumn> Columns { get; init; }

    /// <summary>The columns of either table by which a query may choose a segment: labels, and categorical columns with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Segments { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [People, Partner];
}
