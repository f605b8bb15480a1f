using System.Collections.Immutable;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What several features add to the score together: a symmetric tree, each level of which asks one question.</summary>
public sealed record FeatureTree
{
    /// <summary>One a level, the root's first.</summary>
    public required ImmutableArray<FeatureSplit> Splits { get; init; }

    /// <summary>In log-odds, 2 to the power of the number of splits. Bit i of a leaf's number is 1 where split i sent the row right.</summary>
    public required ImmutableArray<double> Values { get; init; }
}
