using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How many people were reached, and how often: the rows of one table are exposures, a person's frequency is the number of its rows.</summary>
public sealed record ReachTerms : QueryTerms
{
    /// <summary>The table whose rows are exposures.</summary>
    public required DatasetId Exposures { get; init; }

    /// <summary>
    /// The table whose people are the target audience; then its share of those reached, and the share of it that was reached, are figures too.
    /// One table, or none.
    /// </summary>
    public required IReadOnlyList<DatasetId> Audience { get; init; }

    /// <summary>The columns of the exposures by which a query may group (campaign, site), each with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The columns of either table by whose values a query may filter, each with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Filters { get; init; }

    /// <summary>The highest frequency that is told from higher ones, 2 to 50.</summary>
    public required int MaximumFrequency { get; init; }

    /// <summary>L0: one person counts in at most so many groups, 1 to 1,000. The figures over all groups are not bounded by it.</summary>
    public required int GroupsPerPerson { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Exposures, .. Audience];
}
