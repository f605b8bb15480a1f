using System.Collections.Immutable;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>A question about one feature of a row. A missing number, and a code outside the vocabulary, go right.</summary>
public sealed record FeatureSplit
{
    /// <summary>Which feature, in the order of values in a row.</summary>
    public required int Feature { get; init; }

    /// <summary>Numeric: numbers up to this one go left. Categorical: not used, 0.</summary>
    public required double Threshold { get; init; }

    /// <summary>Categorical: the codes that go left, ascending. Numeric: empty.</summary>
    public required ImmutableArray<int> Codes { get; init; }
}
