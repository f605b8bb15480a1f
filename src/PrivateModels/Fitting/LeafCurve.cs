using System.Collections.Immutable;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// A value for each leaf: what trees of one feature add up to, each round growing one more over the leaves of that round; or the leaves of one tree of several features, each round moving them.
/// </summary>
internal sealed class LeafCurve : ICurve
{
    // Leaves of the largest tree.
    private const int MostParts = 256;
    private const int Sweeps = 8;

    private readonly FitConstants _constants;
    private readonly ImmutableArray<double> _levels;
    private readonly double _doubt;
    private readonly double _share;
    private readonly IReadOnlyList<int[]> _margins;
    private readonly bool _keepsLast;
    private CurveCells _cells;
    private double _curvatureDeviation;
    private CurveEvidence _evidence;

    private LeafCurve(
        CurveCells cells, FitConstants constants, ImmutableArray<double> levels, double doubt, double share, IReadOnlyList<int[]> margins, bool keepsLast)
    {
        (_cells, _constants, _levels, _doubt, _share, _margins, _keepsLast) = (cells, constants, levels, doubt, share, margins, keepsLast);
        Values = new double[cells.Count];
        _evidence = new CurveEvidence(cells.Count, keepsLast, share);
        EffectiveCount = Count;
    }

    /// <summary>A feature's curve.</summary>
    internal static LeafCurve Of(FeatureGrid grid, FitConstants constants, bool keepsLast) =>
        new(CurveCells.Whole(grid.Cells, !grid.Feature.IsCategorical), constants, constants.CategoryLevels, double.NegativeInfinity, constants.Share, [], keepsLast);

    /// <summary>The leaves of a tree of several features, which are all 0 unless what is released speaks for them clearly.</summary>
    internal static LeafCurve OfTree(TreeShape shape, FitConstants constants) =>
        new(CurveCells.Whole(shape.Leaves - 1, isOrdered: false), constants, constants.TreeLevels, constants.TreeDoubt, constants.TreeShare, shape.Margins(), keepsLast: false);

    public int Count => _cells.Count;

    public double EffectiveCount { get; private set; }

    public double[] Values { get; }

    public CoordinateMap Map(int first, int weight) => CoordinateMap.Even(first, Count, _cells.LeafOfCell, weight);

    public void Step(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double noiseVariance)
    {
        _evidence.Add(gradients, curvatures, PresentValues(), noiseVariance);
        double[] weights = new double[Count];
        double[] targets = new double[Count];
        _evidence.Weigh(noiseVariance, weights, targets);
        TakeMargins(weights, targets);
        CurvePosterior posterior = CurvePosterior.Best(weights, targets, _cells.Ordered, Priors(), _evidence.Coupling, _doubt);
        EffectiveCount = posterior.EffectiveCount;

        // Curvatures have no more noise than gradients.
        _curvatureDeviation = Math.Sqrt(noiseVariance);
        for (int cell = 0; cell < Values.Length; cell++)
        {
            Values[cell] += _share * (posterior.Values[_cells.LeafOfCell[cell]] - Values[cell]);
        }
    }

    public void Refine(int mostLeaves)
    {
        CurveCells refined = _cells.Refine(_evidence.Curvatures, _curvatureDeviation, mostLeaves);
        int[] newOfOld = new int[_cells.Count];
        for (int cell = 0; cell < Values.Length; cell++)
        {
            newOfOld[_cells.LeafOfCell[cell]] = refined.LeafOfCell[cell];
        }

        (_cells, _evidence) = (refined, _evidence.Join(newOfOld, refined.Count));
    }

    public void RefineBy(ReadOnlySpan<double> curvatures, int mostLeaves)
    {
        _cells = _cells.Refine(curvatures, 0, mostLeaves);
        _evidence = new CurveEvidence(_cells.Count, _keepsLast, _share);
        EffectiveCount = Count;
    }

    /// <summary>Released curvatures, cell by cell, those of a leaf shared out evenly among its cells; none below 0.</summary>
    internal double[] CurvatureByCell()
    {
        double[] cells = new double[Count];
        foreach (int leaf in _cells.LeafOfCell)
        {
            cells[leaf]++;
        }

        return [.. _cells.LeafOfCell.Select(leaf => Math.Max(0, _evidence.Curvatures[leaf]) / cells[leaf])];
    }

    /// <summary>
    /// The level of all values is the intercept's business, and what one feature says alone is its curve's; left in, each curve and each tree would correct it once more.
    /// </summary>
    private void TakeMargins(ReadOnlySpan<double> weights, Span<double> targets)
    {
        // Taking one margin brings a little of the others back.
        for (int sweep = 0; sweep < (_margins.Count == 0 ? 1 : Sweeps); sweep++)
        {
            foreach (int[] margin in _margins)
            {
                TakeMeans(margin, weights, targets);
            }

            TakeMeans([], weights, targets);
        }
    }

    /// <summary>Takes the mean off each part of the leaves; no parts are one of all.</summary>
    private static void TakeMeans(ReadOnlySpan<int> parts, ReadOnlySpan<double> weights, Span<double> targets)
    {
        Span<double> all = stackalloc double[MostParts];
        Span<double> sums = stackalloc double[MostParts];
        for (int i = 0; i < weights.Length; i++)
        {
            int part = parts.IsEmpty ? 0 : parts[i];
            (all[part], sums[part]) = (all[part] + weights[i], sums[part] + targets[i]);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            int part = parts.IsEmpty ? 0 : parts[i];
            targets[i] -= all[part] > 0 ? weights[i] * sums[part] / all[part] : 0;
        }
    }

    private CurvePrior[] Priors() => _cells.Ordered == 0
        ? [.. _levels.Select(level => new CurvePrior(level, 0))]
        : [.. _constants.Reaches.Select(reach => new CurvePrior(_constants.NumericLevel, reach / Math.Sqrt(_cells.Ordered)))];

    /// <summary>The mean over each leaf's cells, which differ only after leaves were joined.</summary>
    private double[] PresentValues()
    {
        double[] present = new double[Count];
        double[] cells = new double[Count];
        for (int cell = 0; cell < Values.Length; cell++)
        {
            present[_cells.LeafOfCell[cell]] += Values[cell];
            cells[_cells.LeafOfCell[cell]]++;
        }

        return [.. present.Zip(cells, (sum, number) => sum / number)];
    }
}
