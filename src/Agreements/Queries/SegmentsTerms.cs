using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>Impressions, clicks and click-through rate of the joined rows by up to two columns of either side.</summary>
public sealed record SegmentsTerms : QueryTerms
{
    /// <summary>The outcome; its dataset supplies the rows that are counted.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>The other table; a counted row's person must occur in it.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>The columns by which a query may group, of either table.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The most groups one answer can hold; so many draws are made whatever the data, 1 to 10,000.</summary>
    public required int MaximumGroups { get; init; }

    /// <summary>L0: one person counts in at most so many groups, 1 to 1,000.</summary>
    public required int GroupsPerPerson { get; init; }

    /// <summary>L∞: one person counts at most so many rows in a group, 1 to 10,000.</summary>
    public required int RowsPerPersonAndGroup { get; init; }

    /// <summary>A discovered group with fewer people is never reported, at least 1.</summary>
    public required int MinimumPeople { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Label.Dataset, Partner];
}
