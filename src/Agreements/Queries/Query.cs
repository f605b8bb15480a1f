using System.Text.Json.Serialization;
using EnclaveCleanRoom.Agreements.Json;

namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>A question under the terms it names. Everything that influences what is drawn and what it costs stands in it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(OverlapQuery), "overlap")]
[JsonDerivedType(typeof(CreativeQuery), "creative")]
[JsonDerivedType(typeof(ProfileQuery), "profile")]
[JsonDerivedType(typeof(SegmentsQuery), "segments")]
[JsonDerivedType(typeof(CtrModelQuery), "ctrModel")]
[JsonDerivedType(typeof(PrivateModelQuery), "privateModel")]
[JsonDerivedType(typeof(AttributionQuery), "attribution")]
[JsonDerivedType(typeof(ReachQuery), "reach")]
[JsonDerivedType(typeof(MarketsQuery), "markets")]
[JsonDerivedType(typeof(LiftQuery), "lift")]
[JsonDerivedType(typeof(SuppressionQuery), "suppression")]
[JsonDerivedType(typeof(LookalikeQuery), "lookalike")]
[JsonDerivedType(typeof(SyntheticQuery), "synthetic")]
public abstract record Query
{
    /// <summary>The terms of the agreement under which it is asked; they must be of the same kind.</summary>
    public required TermsId Terms { get; init; }

    /// <summary>What it may spend, ρ in units of 10⁻⁹, above 0 and within the terms.</summary>
    public required long NanoRho { get; init; }

    /// <summary>Whether another query asks the same, in every parameter.</summary>
    public bool IsSameAs(Query other) => other is not null && DocumentJson.Write(this).AsSpan().SequenceEqual(DocumentJson.Write(other));
}

/// <summary>See <see cref="OverlapTerms"/>.</summary>
public sealed record OverlapQuery : Query
{
    /// <summary>None, or one of the terms' key columns: then the overlap is split by its values, all others together. None when the member is absent.</summary>
    /// <remarks>No key is always the same object, so that questions without one are equal however they were made.</remarks>
    public IReadOnlyList<ColumnReference> Keys
    {
        get;
        init => field = value.Count == 0 ? [] : value;
    } = [];
}

/// <summary>See <see cref="CtrModelTerms"/>.</summary>
public sealed record CtrModelQuery : Query
{
    /// <summary>Number of boosting rounds.</summary>
    public required int Trees { get; init; }

    /// <summary>Most leaves of a tree.</summary>
    public required int Leaves { get; init; }

    /// <summary>Shrinkage of each tree in thousandths, 1 to 1,000.</summary>
    public required int LearningRatePermille { get; init; }

    /// <summary>Fewest training rows of a leaf, 1 to 1,000,000.</summary>
    public required int MinimumRowsPerLeaf { get; init; }
}
