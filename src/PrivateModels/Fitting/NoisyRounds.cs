using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The rounds where everything of a person is protected: each releases noisy residuals and curvatures at the present scores.</summary>
internal static class NoisyRounds
{
    internal static void Run(PrivateTraining training, AdditiveFit fit, BinnedRows rows, SumRelease release, RowSample sample, int threads, CancellationToken cancellationToken)
    {
        PrivateTrainingOptions options = training.Options;
        ResidualScale scale = training.Scale;
        NoisyCounts start = (NoisyCounts)training.Mechanisms[0];
        fit.Intercept = BaseRate.LogOdds(release(start, BaseRate.Exact(rows, scale, start, threads, cancellationToken)), scale);
        for (int round = 0; round < options.Rounds; round++)
        {
            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1 + round];
            IReadOnlyList<CoordinateMap> maps = fit.Maps();
            ImmutableArray<long> noisy = release(mechanism, Exact(training, mechanism, fit, maps, sample(rows), threads, cancellationToken));
            Step(training, fit, maps, noisy, mechanism);
            Refine(training, fit, round);
        }
    }

    /// <summary>Moves everything by what a round released.</summary>
    internal static void Step(PrivateTraining training, AdditiveFit fit, IReadOnlyList<CoordinateMap> maps, ImmutableArray<long> noisy, NoisyCounts mechanism)
    {
        double[] both = [.. noisy.Select(entry => (double)entry)];
        int half = both.Length / 2;
        fit.Step(maps, both.AsSpan(0, half), both.AsSpan(half), ResidualScale.Unit * training.Scale.CurvatureWeight, mechanism.Noise.Variance);
    }

    /// <summary>After the first rounds candidates are refined by what was released.</summary>
    internal static void Refine(PrivateTraining training, AdditiveFit fit, int round)
    {
        if (training.Options is BoostedOptions boosted && round < boosted.RefinementRounds)
        {
            foreach (ICurve curve in fit.Curves)
            {
                curve.Refine(boosted.Leaves);
            }
        }
    }

    /// <summary>What a round releases, before noise.</summary>
    internal static long[] Exact(
        PrivateTraining training, NoisyCounts mechanism, AdditiveFit fit, IReadOnlyList<CoordinateMap> maps, BinnedRows rows, int threads, CancellationToken cancellationToken)
    {
        LogisticResiduals residuals = new(training.Scale.CurvatureWeight);
        long[][] sums = CellSums.Of(rows, fit.Partitions(rows.Cells), residuals, training.Scale.Radius, threads, cancellationToken);
        return ReleasedVector.Of(maps, sums, mechanism, ReleasedVector.SquaredWeightNorm);
    }
}
