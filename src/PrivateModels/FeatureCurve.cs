using System.Collections.Immutable;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What one feature adds to the score, to be drawn.</summary>
public sealed record FeatureCurve
{
    /// <summary>The feature.</summary>
    public required PrivateFeature Feature { get; init; }

    /// <summary>Numeric: ascending; a number up to the first gets value 0, up to the second value 1, and beyond the last the last value. Categorical: empty.</summary>
    public required ImmutableArray<double> Thresholds { get; init; }

    /// <summary>In log-odds: numeric one more than thresholds; categorical one a code.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>What a missing number, or a code outside the vocabulary, adds.</summary>
    public required double MissingValue { get; init; }
}
