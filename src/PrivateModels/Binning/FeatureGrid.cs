namespace EnclaveCleanRoom.PrivateModels.Binning;

/// <summary>The public cells of one feature: numbers between candidate thresholds, or codes; and one more cell for what is missing or other.</summary>
internal sealed class FeatureGrid
{
    private readonly double[] _thresholds;

    private FeatureGrid(PrivateFeature feature, int cells, double[] thresholds) => (Feature, Cells, _thresholds) = (feature, cells, thresholds);

    internal PrivateFeature Feature { get; }

    /// <summary>Cells of values that are there; the cell of this number is the one of missing ones.</summary>
    internal int Cells { get; }

    internal int MissingCell => Cells;

    internal int AllCells => Cells + 1;

    /// <summary>For a numeric feature: a value up to the first goes to cell 0, and so on; ascending. Empty for a categorical one.</summary>
    internal ReadOnlySpan<double> Thresholds => _thresholds;

    internal static FeatureGrid Of(PrivateFeature feature, int numericCells)
    {
        if (feature.IsCategorical)
        {
            return new FeatureGrid(feature, feature.Categories, []);
        }

        if (feature.HasOwnThresholds)
        {
            return new FeatureGrid(feature, feature.Thresholds.Length + 1, [.. feature.Thresholds]);
        }

        SortedSet<double> thresholds = [];
        for (int i = 1; i < numericCells; i++)
        {
            double share = (double)i / numericCells;
            double width = feature.Highest - feature.Lowest;
            double threshold = feature.Lowest + (feature.Spacing == FeatureSpacing.Logarithmic ? Math.Exp(share * Math.Log(width + 1)) - 1 : share * width);
            if (double.IsFinite(threshold))
            {
                thresholds.Add(threshold);
            }
        }

        return new FeatureGrid(feature, thresholds.Count + 1, [.. thresholds]);
    }

    internal int CellOf(double value) => double.IsNaN(value) ? MissingCell : Find(_thresholds, value);

    internal int CellOf(int code) => code >= 0 && code < Cells ? code : MissingCell;

    internal void Read(PrivateColumn column, ReadOnlySpan<int> rows, Span<ushort> cells)
    {
        ReadOnlySpan<double> numbers = column.Numbers.Span;
        ReadOnlySpan<int> codes = column.Codes.Span;
        for (int i = 0; i < rows.Length; i++)
        {
            cells[i] = (ushort)(column.IsCategorical ? CellOf(codes[rows[i]]) : CellOf(numbers[rows[i]]));
        }
    }

    /// <summary>How many of the ascending thresholds lie below a value: halves without a branch to guess.</summary>
    internal static int Find(ReadOnlySpan<double> thresholds, double value)
    {
        int low = 0;
        int length = thresholds.Length;
        while (length > 0)
        {
            int half = length >> 1;
            int middle = low + half;
            bool isBelow = thresholds[middle] < value;
            low = isBelow ? middle + 1 : low;
            length = isBelow ? length - half - 1 : half;
        }

        return low;
    }
}
