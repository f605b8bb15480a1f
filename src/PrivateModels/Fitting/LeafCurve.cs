using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>A curve with a value for each leaf: what trees of one feature add up to. Each round grows one tree more, over the leaves of that round.</summary>
internal sealed class LeafCurve : ICurve
{
    private readonly FitConstants _constants;
    private readonly bool _isCategorical;
    private CurveCells _cells;
    private double[] _curvatures;
    private int _seen;

    internal LeafCurve(FeatureGrid grid, FitConstants constants)
    {
        (_constants, _isCategorical) = (constants, grid.Feature.IsCategorical);
        Values = new double[grid.AllCells];
        _cells = CurveCells.Whole(grid.Cells, !_isCategorical);
        _curvatures = new double[_cells.Count];
    }

    public int Count => _cells.Count;

    public double[] Values { get; }

    private CurvePrior Prior => _isCategorical
        ? _constants.Categories
        : new CurvePrior(_constants.NumericLevel, _constants.NumericReach / Math.Sqrt(_cells.Ordered));

    public CoordinateMap Map(int first, int weight) => CoordinateMap.Even(first, Count, _cells.LeafOfCell, weight);

    public void Step(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double noiseVariance, double share)
    {
        double[] present = new double[Count];
        double[] cells = new double[Count];
        for (int cell = 0; cell < Values.Length; cell++)
        {
            present[_cells.LeafOfCell[cell]] += Values[cell];
            cells[_cells.LeafOfCell[cell]]++;
        }

        // Curvatures change little from round to round, and their noise is averaged.
        _seen++;
        double[] mean = new double[Count];
        for (int leaf = 0; leaf < Count; leaf++)
        {
            present[leaf] /= cells[leaf];
            _curvatures[leaf] += curvatures[leaf];
            mean[leaf] = _curvatures[leaf] / _seen;
        }

        double[] changes = new double[Count];
        CurveStep.Solve(gradients, mean, present, _cells.Ordered, noiseVariance, Prior, changes);
        for (int cell = 0; cell < Values.Length; cell++)
        {
            Values[cell] += share * changes[_cells.LeafOfCell[cell]];
        }
    }

    public void Refine(int mostLeaves)
    {
        CurveCells refined = _cells.Refine(_curvatures, mostLeaves);
        if (refined == _cells)
        {
            return;
        }

        double[] joined = new double[refined.Count];
        for (int cell = 0; cell < Values.Length; cell++)
        {
            // The first cell of each old leaf brings that leaf's sum.
            int old = _cells.LeafOfCell[cell];
            if (cell == 0 || _cells.LeafOfCell[cell - 1] != old)
            {
                joined[refined.LeafOfCell[cell]] += _curvatures[old];
            }
        }

        (_cells, _curvatures) = (refined, joined);
    }

    public void RefineBy(ReadOnlySpan<double> curvatures, int mostLeaves)
    {
        _cells = _cells.Refine(curvatures, mostLeaves);
        _curvatures = new double[_cells.Count];
    }
}
