using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Where training starts: the log-odds of the overall rate, from a release of residuals and curvatures at even odds. From anywhere else rare outcomes take rounds to be found.</summary>
internal static class BaseRate
{
    internal const int Coordinates = 1;
    internal const long SquaredWeights = ReleasedVector.SquaredWeightNorm;

    // A rate beyond these is no rate to start from.
    private const double Lowest = 1e-5;

    internal static long[] Exact(BinnedRows rows, ResidualScale scale, NoisyCounts mechanism, int threads, CancellationToken cancellationToken)
    {
        Partition all = new([], [0]);
        long[][] sums = CellSums.Of(rows, [all], new LogisticResiduals(scale.CurvatureWeight), scale.Radius, threads, cancellationToken);
        return ReleasedVector.Of([CoordinateMap.Even(0, 1, [0], ReleasedVector.WeightNorm)], sums, mechanism, SquaredWeights);
    }

    /// <summary>At even odds a row has the curvature 1/4 and the residual ±1/2.</summary>
    internal static double LogOdds(ImmutableArray<long> noisy, ResidualScale scale)
    {
        double unit = (double)ReleasedVector.WeightNorm * ResidualScale.Unit;
        double rows = 4 * noisy[1] / (unit * scale.CurvatureWeight);
        double rate = rows > 0 ? Math.Clamp(0.5 + (noisy[0] / (unit * rows)), Lowest, 1 - Lowest) : 0.5;
        return Math.Log(rate / (1 - rate));
    }
}
