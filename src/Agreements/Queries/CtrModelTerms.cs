using System.Text.Json.Serialization;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// How well the label can be predicted with and without the partner's columns: gradient-boosted trees are trained on
/// the joined rows of one part of the people, and their quality is measured on the other part.
/// </summary>
public sealed record CtrModelTerms : QueryTerms
{
    /// <summary>The outcome; its dataset supplies the rows.</summary>
    public required ColumnReference Label { get; init; }

    /// <summary>The table whose columns are joined to them.</summary>
    public required DatasetId Partner { get; init; }

    /// <summary>The columns of either table that may become features; the label is none.</summary>
    public required IReadOnlyList<ColumnReference> Features { get; init; }

    /// <summary>So many in a hundred people are held out for measuring, chosen by a secret keyed hash, 10 to 90.</summary>
    public required int HeldOutPercent { get; init; }

    /// <summary>L∞: one held-out person counts at most so many rows, 1 to 10,000.</summary>
    public required int RowsPerPerson { get; init; }

    /// <summary>Public, fixed number of score bins, 8 to 256.</summary>
    public required int ScoreBins { get; init; }

    /// <summary>The most trees a query may ask for, 1 to 5,000.</summary>
    public required int MaximumTrees { get; init; }

    /// <summary>The most leaves a tree may have, 2 to 1,024.</summary>
    public required int MaximumLeaves { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<DatasetId> Datasets => [Label.Dataset, Partner];
}
