using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>A straight line over a numeric feature's cells, from -1 at the lower bound to 1 at the upper one, times one slope; and a value for missing numbers.</summary>
internal sealed class SlopeCurve : ICurve
{
    private readonly FitConstants _constants;
    private readonly double[] _position;
    private readonly double[] _parameters = new double[2];
    private readonly CurveEvidence _evidence;

    internal SlopeCurve(FeatureGrid grid, FitConstants constants, bool keepsLast)
    {
        (_constants, _evidence) = (constants, new CurveEvidence(2, keepsLast, constants.Share));
        Values = new double[grid.AllCells];
        _position = [.. Enumerable.Range(0, grid.Cells).Select(cell => (((2.0 * cell) + 1) / grid.Cells) - 1)];
    }

    public int Count => 2;

    public double EffectiveCount => 2;

    public double[] Values { get; }

    public CoordinateMap Map(int first, int weight)
    {
        int cells = _position.Length;
        int[] coordinates = new int[cells + 1];
        int[] gradient = new int[cells + 1];
        int[] curvature = new int[cells + 1];
        (coordinates[cells], gradient[cells], curvature[cells]) = (1, weight, weight);
        for (int cell = 0; cell < cells; cell++)
        {
            gradient[cell] = (int)(_position[cell] * weight);
            curvature[cell] = (int)(_position[cell] * _position[cell] * weight);
        }

        return new CoordinateMap(first, Count, coordinates, gradient, curvature, weight);
    }

    public void Step(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double noiseVariance)
    {
        _evidence.Add(gradients, curvatures, _parameters, noiseVariance);
        double[] weights = new double[2];
        double[] targets = new double[2];
        _evidence.Weigh(noiseVariance, weights, targets);
        CurvePosterior posterior = CurvePosterior.Of(weights, targets, 0, new CurvePrior(_constants.NumericLevel * Math.Sqrt(_evidence.Coupling), 0));
        for (int i = 0; i < 2; i++)
        {
            _parameters[i] += _constants.Share * (posterior.Values[i] - _parameters[i]);
        }

        for (int cell = 0; cell < _position.Length; cell++)
        {
            Values[cell] = _parameters[0] * _position[cell];
        }

        Values[^1] = _parameters[1];
    }

    public void Refine(int mostLeaves)
    {
    }

    public void RefineBy(ReadOnlySpan<double> curvatures, int mostLeaves)
    {
    }
}
