using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How many people each of two to four tables holds, and how many they share.</summary>
public sealed record OverlapTerms : QueryTerms
{
    /// <summary>One table.</summary>
    public required DatasetId Left { get; init; }

    /// <summary>The other table.</summary>
    public required DatasetId Right { get; init; }

    /// <summary>Up to two tables more; none when the member is absent.</summary>
    public IReadOnlyList<DatasetId> Others { get; init; } = [];

    /// <summary>
    /// The columns of any of the tables by which a query may split its table's people, each with a public vocabulary: a segment, or which kind of id the row came by. A person
    /// counts once, with its most frequent value. None when the member is absent.
    /// </summary>
    public IReadOnlyList<ColumnReference> Keys { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Left, Right, .. Others];
}
