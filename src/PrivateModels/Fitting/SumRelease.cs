using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>What a training learns of its rows: exact sums go in, noisy ones come out, by the next mechanism of the plan.</summary>
internal delegate ImmutableArray<long> SumRelease(NoisyCounts mechanism, long[] exact);
