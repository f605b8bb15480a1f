namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>A number of which the agreement gives no bounds: in an answer a <see cref="NumberDomain"/> stands in its place. It is a plan's own, and no document holds it.</summary>
public sealed record OpenNumberDomain : FeatureDomain;

/// <summary>A category of which the agreement gives no vocabulary: in an answer a <see cref="CategoryDomain"/> stands in its place, or a <see cref="HashedDomain"/> of one class where no value was found. It is a plan's own, and no document holds it.</summary>
public sealed record OpenCategoryDomain : FeatureDomain
{
    /// <summary>The most values that the vocabulary can have.</summary>
    public required int Most { get; init; }
}
