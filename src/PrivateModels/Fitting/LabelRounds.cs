using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// The rounds where outcomes alone are protected: how many positive rows lie in each cell is released once, and serves every round, because what the model predicts of public rows needs no noise.
/// </summary>
/// <remarks>
/// Sensitivity: when all outcomes of one person become negative, that person's rows, each with (w, 0) where it was positive, leave the sums. The weight w = min(1, ClipRows / n) follows from the person's number of rows n, which
/// is public, and n rows of length w are no longer than ClipRows together: <see cref="ReleasedVector"/>'s theorem holds with G = w, H = 0 and the same radius. What is predicted of the person's rows counts with the same w: so the
/// fit is that of rows weighted by w, calibrated for them. Clipping positives alone would pull the level of everybody's rate down. Candidates are refined by exact numbers of rows, which are public here. Level and stretch follow from the same release, so there is no other to recalibrate: the fit solves for the level without a prior.
/// </remarks>
internal static class LabelRounds
{
    // Nothing is released in a round, so there are enough to converge.
    private const int Rounds = 40;

    internal static void Run(PrivateTraining training, AdditiveFit fit, BinnedRows rows, SumRelease release, int threads, CancellationToken cancellationToken)
    {
        PublicScores predicted = new();
        if (training.Options is BoostedOptions boosted && boosted.RefinementRounds > 0)
        {
            RefineExactly(fit, rows, boosted.Leaves, threads, cancellationToken);
        }

        NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[0];
        IReadOnlyList<CoordinateMap> maps = fit.Maps();
        ImmutableArray<long> outcomes = release(mechanism, Exact(training, mechanism, fit, maps, rows, threads, cancellationToken));
        int half = mechanism.Length / 2;
        for (int round = 0; round < Rounds; round++)
        {
            long[][] sums = CellSums.Of(rows, fit.Partitions(rows.Cells), predicted, training.Scale.Radius, threads, cancellationToken);
            long[] expected = ReleasedVector.Of(maps, sums, mechanism, ReleasedVector.SquaredWeightNorm);
            double[] gradients = [.. Enumerable.Range(0, half).Select(i => (double)outcomes[i] - expected[i])];
            double[] curvatures = [.. expected.Skip(half).Select(entry => (double)entry)];
            fit.Step(maps, gradients, curvatures, ResidualScale.Unit, mechanism.Noise.Variance);
        }
    }

    /// <summary>What is released, before noise.</summary>
    internal static long[] Exact(
        PrivateTraining training, NoisyCounts mechanism, AdditiveFit fit, IReadOnlyList<CoordinateMap> maps, BinnedRows rows, int threads, CancellationToken cancellationToken)
    {
        long[][] positives = CellSums.Of(rows, fit.Partitions(rows.Cells), new PositiveLabels(), training.Scale.Radius, threads, cancellationToken);
        return ReleasedVector.Of(maps, positives, mechanism, ReleasedVector.SquaredWeightNorm);
    }

    private static void RefineExactly(AdditiveFit fit, BinnedRows rows, int leaves, int threads, CancellationToken cancellationToken)
    {
        long[][] sums = CellSums.Of(rows, fit.Partitions(rows.Cells), new PublicScores(), long.MaxValue, threads, cancellationToken);
        for (int i = 0; i < fit.Curves.Count; i++)
        {
            double[] curvatures = [.. Enumerable.Range(0, fit.Curves[i].Values.Length).Select(cell => (double)sums[i + 1][(2 * cell) + 1])];
            fit.Curves[i].RefineBy(curvatures, leaves);
        }
    }
}
