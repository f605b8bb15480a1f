using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>A curve with a value for each leaf: what trees of one feature add up to. Each round grows one tree more, over the leaves of that round.</summary>
internal sealed class LeafCurve : ICurve
{
    private readonly FitConstants _constants;
    private readonly bool _isCategorical;
    private readonly bool _keepsLast;
    private CurveCells _cells;
    private double _curvatureDeviation;
    private CurveEvidence _evidence;

    internal LeafCurve(FeatureGrid grid, FitConstants constants, bool keepsLast)
    {
        (_constants, _isCategorical, _keepsLast) = (constants, grid.Feature.IsCategorical, keepsLast);
        Values = new double[grid.AllCells];
        _cells = CurveCells.Whole(grid.Cells, !_isCategorical);
        _evidence = new CurveEvidence(_cells.Count, _keepsLast, _constants.Share);
        EffectiveCount = Count;
    }

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
        TakeLevel(weights, targets);
        CurvePosterior posterior = CurvePosterior.Best(weights, targets, _cells.Ordered, Priors(), _evidence.Coupling);
        EffectiveCount = posterior.EffectiveCount;

        // Curvatures have no more noise than gradients.
        _curvatureDeviation = Math.Sqrt(noiseVariance);
        for (int cell = 0; cell < Values.Length; cell++)
        {
            Values[cell] += _constants.Share * (posterior.Values[_cells.LeafOfCell[cell]] - Values[cell]);
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
        _evidence = new CurveEvidence(_cells.Count, _keepsLast, _constants.Share);
        EffectiveCount = Count;
    }

    /// <summary>The level of all values is the intercept's business; left in, each curve would correct it once more.</summary>
    private static void TakeLevel(ReadOnlySpan<double> weights, Span<double> targets)
    {
        (double all, double sum) = (0, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            (all, sum) = (all + weights[i], sum + targets[i]);
        }

        for (int i = 0; i < weights.Length && all > 0; i++)
        {
            targets[i] -= weights[i] * sum / all;
        }
    }

    private CurvePrior[] Priors() => _isCategorical
        ? [.. _constants.CategoryLevels.Select(level => new CurvePrior(level, 0))]
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
