using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// How people respond by how often they have seen an advertisement, and by creative: the rows of one table are exposures, a label says which of them a response
/// followed. A person's frequency is the number of exposures up to the first response, or of all where none followed.
/// </summary>
public sealed record CreativeTerms : QueryTerms
{
    /// <summary>The response; its dataset supplies the exposures.</summary>
    public required ColumnReference Response { get; init; }

    /// <summary>When an exposure happened: a timestamp column of that dataset, of type timestamp or date. Exposures without one do not count.</summary>
    public required ColumnReference ShownAt { get; init; }

    /// <summary>The table whose people alone count. One table, or none.</summary>
    public required IReadOnlyList<DatasetId> Audience { get; init; }

    /// <summary>The columns of the exposures by which a query may tell creatives apart, each with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Keys { get; init; }

    /// <summary>The columns of either table by whose values a query may filter, each with a public vocabulary.</summary>
    public required IReadOnlyList<ColumnReference> Filters { get; init; }

    /// <summary>The highest frequency that is told from higher ones, 2 to 50.</summary>
    public required int MaximumFrequency { get; init; }

    /// <summary>L0: one person counts for at most so many creatives, 1 to 1,000. The figures over all creatives are not bounded by it.</summary>
    public required int CreativesPerPerson { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Response.Dataset, .. Audience];
}
