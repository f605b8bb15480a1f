using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// The rounds where some columns, and outcomes or not, are protected towards a recipient who knows the rest: each releases, at the present scores, what the protected parts change in residuals and curvatures, and adds the
/// part that the recipient could compute as well.
/// </summary>
/// <remarks>Sensitivity: <see cref="DepartureSums"/> and <see cref="CalibrationDepartures"/>. Rows that say nothing of protected people, most of them where the tables share few, cost no precision and are not cut.</remarks>
internal sealed class DepartureRounds
{
    private readonly PrivateTraining _training;
    private readonly AdditiveFit _fit;
    private readonly BinnedRows _rows;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;

    internal DepartureRounds(PrivateTraining training, AdditiveFit fit, BinnedRows rows, int threads, CancellationToken cancellationToken)
    {
        (_training, _fit, _rows, _threads, _cancellationToken) = (training, fit, rows, threads, cancellationToken);
        IsProtected = [false, .. training.Features.Select(feature => feature.IsProtected)];
        AreLabelsKnown = training.Options.Protects == ProtectedParts.Columns;
    }

    /// <summary>Of each partition, the intercept's first.</summary>
    private bool[] IsProtected { get; }

    private bool AreLabelsKnown { get; }

    /// <summary>Starts at the overall rate, moves the curves and recalibrates.</summary>
    /// <returns>The recalibration.</returns>
    internal Calibration Run(SumRelease release)
    {
        NoisyCounts start = (NoisyCounts)_training.Mechanisms[0];
        _fit.Intercept = BaseRate.LogOdds(Release(release, start, StartMaps, Start(), BaseRate.SquaredWeights), _training.Scale);
        for (int round = 0; round < _training.Options.Rounds; round++)
        {
            NoisyCounts mechanism = (NoisyCounts)_training.Mechanisms[1 + round];
            IReadOnlyList<CoordinateMap> maps = _fit.Maps();
            NoisyRounds.Step(_training, _fit, maps, Release(release, mechanism, maps, Round(maps), ReleasedVector.SquaredWeightNorm), mechanism);
            NoisyRounds.Refine(_training, _fit, round);
        }

        CalibrationDepartures scores = new(_rows, _fit.Partitions(_rows.Cells), IsProtected, AreLabelsKnown);
        Calibration calibration = new(_fit.Intercept);
        for (int i = 0; i < Calibration.Releases; i++)
        {
            NoisyCounts mechanism = (NoisyCounts)_training.Mechanisms[1 + _training.Options.Rounds + i];
            (long[] moved, long[] known) = scores.Sums(calibration, _training.CalibrationScale, mechanism);
            calibration.Step(Plus(release(mechanism, moved), known), _training.CalibrationScale, mechanism.Noise.Variance);
        }

        return calibration;
    }

    /// <summary>What a round is made of, before noise.</summary>
    internal DepartureSums Round(IReadOnlyList<CoordinateMap> maps) => DepartureSums.Of(
        _rows, _fit.Partitions(_rows.Cells), IsProtected, maps, AreLabelsKnown, new LogisticResiduals(_training.Scale.CurvatureWeight), _training.Scale.Radius, _threads, _cancellationToken);

    /// <summary>What the start is made of, before noise: at even odds, where protected columns say nothing yet.</summary>
    internal DepartureSums Start() => DepartureSums.Of(
        _rows, [new Partition([], [0])], [false], StartMaps, AreLabelsKnown, new LogisticResiduals(_training.Scale.CurvatureWeight), _training.Scale.Radius, _threads, _cancellationToken);

    internal static IReadOnlyList<CoordinateMap> StartMaps => [CoordinateMap.Even(0, 1, [0], ReleasedVector.WeightNorm)];

    private static ImmutableArray<long> Release(SumRelease release, NoisyCounts mechanism, IReadOnlyList<CoordinateMap> maps, DepartureSums sums, long squaredWeights) => Plus(
        release(mechanism, ReleasedVector.Of(maps, sums.Moved, mechanism, squaredWeights)), ReleasedVector.Of(maps, sums.Known, mechanism, squaredWeights));

    private static ImmutableArray<long> Plus(ImmutableArray<long> noisy, long[] known) => [.. noisy.Zip(known, (sum, part) => sum + part)];
}
