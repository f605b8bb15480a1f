using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Makes the releases of a training, and gathers them so that the model carries the cost of all.</summary>
internal sealed class ReleaseLog(BudgetGrant grant)
{
    private PrivateRelease<ImmutableArray<long>>? _all;

    internal ImmutableArray<long> Release(NoisyCounts mechanism, long[] exact)
    {
        PrivateRelease<ImmutableArray<long>> release = mechanism.Release(grant, exact);
        _all = _all is null ? release : _all.Combine(release, (_, last) => last);
        return release.Value;
    }

    /// <summary>The model, which is computed from the releases and public values alone.</summary>
    internal PrivateRelease<PrivateModel> Finish(PrivateModel model) =>
        _all?.Map(_ => model) ?? throw new InvalidOperationException("A model without a release is not private.");
}
