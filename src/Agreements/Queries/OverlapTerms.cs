using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>How many people each of two tables holds, and how many both.</summary>
public sealed record OverlapTerms : QueryTerms
{
    /// <summary>One table.</summary>
    public required DatasetId Left { get; init; }

    /// <summary>The other table.</summary>
    public required DatasetId Right { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Left, Right];
}
