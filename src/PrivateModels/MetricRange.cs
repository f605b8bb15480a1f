using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Public bounds of a quality figure. A shard's figure beyond them counts as the bound; the narrower they are, the less noise is needed.</summary>
/// <param name="Lowest">The lower bound.</param>
/// <param name="Highest">The upper bound, above the lower one.</param>
public readonly record struct MetricRange(Rational Lowest, Rational Highest);
