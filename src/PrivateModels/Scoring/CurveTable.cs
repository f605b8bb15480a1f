using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Scoring;

/// <summary>A feature's curve, laid out for looking values up. Neighbouring cells of the same value are one.</summary>
internal sealed class CurveTable
{
    private readonly double[] _thresholds;
    private readonly double[] _values;
    private readonly double _missing;
    private readonly bool _isCategorical;

    private CurveTable(PrivateFeature feature, double[] thresholds, double[] values, double missing)
    {
        (_isCategorical, _thresholds, _values, _missing) = (feature.IsCategorical, thresholds, values, missing);
        Curve = new FeatureCurve { Feature = feature, Thresholds = [.. thresholds], Values = [.. values], MissingValue = missing };
    }

    internal FeatureCurve Curve { get; }

    internal static CurveTable Of(FeatureGrid grid, double[] cells)
    {
        double missing = cells[grid.MissingCell];
        if (grid.Feature.IsCategorical)
        {
            return new CurveTable(grid.Feature, [], cells[..grid.Cells], missing);
        }

        List<double> thresholds = [];
        List<double> values = [cells[0]];
        for (int cell = 1; cell < grid.Cells; cell++)
        {
            if (cells[cell] != values[^1])
            {
                thresholds.Add(grid.Thresholds[cell - 1]);
                values.Add(cells[cell]);
            }
        }

        return new CurveTable(grid.Feature, [.. thresholds], [.. values], missing);
    }

    internal double ValueOf(double value)
    {
        if (!_isCategorical)
        {
            return double.IsNaN(value) ? _missing : _values[FeatureGrid.Find(_thresholds, value)];
        }

        // Truncated toward zero, as the model file has it; NaN fails the comparison.
        return value > -1 && value < _values.Length ? _values[(int)value] : _missing;
    }

    internal double ValueOf(int code) => code >= 0 && code < _values.Length ? _values[code] : _missing;
}
