using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>A straight line over a numeric feature's cells, from -1 at the lower bound to 1 at the upper one, times one slope; and a value for missing numbers.</summary>
internal sealed class SlopeCurve : ICurve
{
    private readonly double _ridge;
    private readonly double _missingRidge;
    private readonly double[] _position;
    private readonly double[] _curvatures = new double[2];
    private int _seen;
    private double _slope;

    internal SlopeCurve(FeatureGrid grid, FitConstants constants)
    {
        _ridge = 1 / (constants.SlopeLevel * constants.SlopeLevel);
        _missingRidge = 1 / (constants.Categories.Level * constants.Categories.Level);
        Values = new double[grid.AllCells];
        _position = [.. Enumerable.Range(0, grid.Cells).Select(cell => (((2.0 * cell) + 1) / grid.Cells) - 1)];
    }

    public int Count => 2;

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

    public void Step(ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, double noiseVariance, double share)
    {
        _seen++;
        int missing = Values.Length - 1;
        _curvatures[0] += curvatures[0];
        _curvatures[1] += curvatures[1];
        double slope = share * Change(gradients[0], _curvatures[0] / _seen, _slope, noiseVariance, _ridge);
        _slope += slope;
        Values[missing] += share * Change(gradients[1], _curvatures[1] / _seen, Values[missing], noiseVariance, _missingRidge);
        for (int cell = 0; cell < missing; cell++)
        {
            Values[cell] = _slope * _position[cell];
        }
    }

    public void Refine(int mostLeaves)
    {
    }

    public void RefineBy(ReadOnlySpan<double> curvatures, int mostLeaves)
    {
    }

    private static double Change(double gradient, double curvature, double value, double noiseVariance, double ridge)
    {
        double positive = Math.Max(0, curvature);
        double share = positive / (positive + noiseVariance);
        return ((gradient * share) - (ridge * value)) / ((positive * share) + ridge);
    }
}
