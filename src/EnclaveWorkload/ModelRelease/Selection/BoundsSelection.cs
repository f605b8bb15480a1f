using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;

/// <summary>
/// Finds the bounds of a number and where thresholds may lie by noisy quantiles: first from a tree over all numbers, in steps that widen with them, within which bounds nearly all lie; then from a tree of even steps between
/// these bounds the quantiles.
/// </summary>
/// <remarks>
/// Sensitivity: a person counts with the number of one row, so whoever leaves changes one node of every level of each tree; see <see cref="QuantileTree.SensitivityFor"/> for one value a person. The second tree's bounds
/// follow from the first release. Everything else is post-processing.
/// </remarks>
internal sealed class BoundsSelection : IFeatureSelection
{
    /// <summary>Beyond each bound lies at most about this share of people.</summary>
    private static readonly Rational s_outside = new(1, 100);

    /// <summary>What of its budget finds the bounds.</summary>
    private const int FirstPart = 4;

    /// <summary>Counts of fewer standard deviations are taken for noise: a thousand empty nodes would otherwise look like people.</summary>
    private const double DeviationsNeeded = 3;

    /// <summary>A number of nothing found lies here.</summary>
    private const double NothingLow = 0;
    private const double NothingHigh = 1;

    private static readonly QuantileTree s_tree = new(new ValueRange(0, 4095, Rational.One), branching: 16, height: 3);

    private readonly ModelFeature _feature;
    private readonly int _mostThresholds;
    private readonly NoisyCounts _bounds;
    private readonly NoisyCounts _quantiles;

    internal BoundsSelection(ModelFeature feature, int mostThresholds, Rho rho)
    {
        (_feature, _mostThresholds) = (feature, mostThresholds);
        Rho first = Rho.FromNano(Math.Max(1, rho.Nano / FirstPart));
        _bounds = s_tree.Plan($"bounds of {feature.Name}", valuesPerPerson: 1, first);
        _quantiles = s_tree.Plan($"quantiles of {feature.Name}", valuesPerPerson: 1, Rho.FromNano(rho.Nano - first.Nano));
    }

    public ImmutableArray<Mechanism> Mechanisms => [_bounds, _quantiles];

    public PrivateRelease<SelectedFeature> Release(BudgetGrant grant, OneRowEach rows)
    {
        PrivateRelease<(double Low, double High)> bounds = _bounds.Release(grant, CountAll(rows.Numbers)).Map(BoundsOf);
        (double low, double high) = bounds.Value;
        PrivateRelease<ImmutableArray<long>> counts = _quantiles.Release(grant, CountBetween(rows.Numbers, low, high));
        return bounds.Combine(counts, (found, noisy) => SelectedFeature.Number(_feature, found.Low, found.High, ThresholdsOf(noisy, found.Low, found.High)));
    }

    /// <summary>The first tree, before noise.</summary>
    internal static long[] CountAll(double[] numbers) => s_tree.Count([.. numbers.Where(number => !double.IsNaN(number)).Select(NumberScale.CellOf)]);

    /// <summary>The second tree, before noise: numbers beyond the bounds count at their ends.</summary>
    internal static long[] CountBetween(double[] numbers, double low, double high) => s_tree.Count(
        [.. numbers.Where(number => !double.IsNaN(number)).Select(number => (long)Math.Clamp(Math.Floor((number - low) / (high - low) * s_tree.Cells), 0, s_tree.Cells - 1))]);

    private (double Low, double High) BoundsOf(ImmutableArray<long> noisy)
    {
        long[] counts = WithoutNoise(noisy, _bounds.Noise);
        if (counts.AsSpan(0, s_tree.Branching).IndexOfAnyExcept(0) < 0)
        {
            return (NothingLow, NothingHigh);
        }

        long first = s_tree.QuantileOf(counts, s_outside);
        long last = s_tree.QuantileOf(counts, Rational.One - s_outside);
        return (NumberScale.StartOf(first), NumberScale.StartOf(Math.Max(first, last) + 1));
    }

    private IEnumerable<double> ThresholdsOf(ImmutableArray<long> noisy, double low, double high)
    {
        long[] counts = WithoutNoise(noisy, _quantiles.Noise);
        for (int i = 1; i <= _mostThresholds; i++)
        {
            yield return low + ((s_tree.QuantileOf(counts, new Rational(i, _mostThresholds + 1)) + 0.5) / s_tree.Cells * (high - low));
        }
    }

    private static long[] WithoutNoise(ImmutableArray<long> noisy, CountNoise noise)
    {
        double least = DeviationsNeeded * Math.Sqrt(noise.Variance);
        return [.. noisy.Select(count => count < least ? 0 : count)];
    }
}
