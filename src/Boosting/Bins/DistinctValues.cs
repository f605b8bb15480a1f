namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>The distinct values of a sample in ascending order, and how many rows have each. Neighbouring doubles count as one value.</summary>
internal sealed class DistinctValues
{
    private readonly List<double> _values = [];
    private readonly List<int> _counts = [];

    public int Count => _values.Count;

    public double Least => _values[0];

    public double Most => _values[^1];

    public double ValueAt(int index) => _values[index];

    public int RowsAt(int index) => _counts[index];

    /// <param name="sample">The values, without NaN; sorted in place.</param>
    /// <param name="extraZeros">Rows in addition to the sample whose value counts as zero.</param>
    public static DistinctValues Of(Span<double> sample, int extraZeros)
    {
        sample.Sort();
        int negative = 0;
        while (negative < sample.Length && sample[negative] < -BinMapper.ZeroThreshold)
        {
            negative++;
        }

        int positive = negative;
        while (positive < sample.Length && sample[positive] <= BinMapper.ZeroThreshold)
        {
            positive++;
        }

        int zeros = positive - negative + extraZeros;
        DistinctValues distinct = new();
        distinct.AddRuns(sample[..negative]);

        // A zero between negative and positive values is listed even when no row has it: the sides must not share a bin.
        if (zeros > 0 || (negative > 0 && positive < sample.Length) || sample.Length == 0)
        {
            distinct.Add(0, zeros);
        }

        distinct.AddRuns(sample[positive..]);
        return distinct;
    }

    public int[] CountInBins(double[] upperBounds, int missing)
    {
        int[] counts = new int[upperBounds.Length];
        int bin = 0;
        for (int i = 0; i < _values.Count; i++)
        {
            while (_values[i] > upperBounds[bin])
            {
                bin++;
            }

            counts[bin] += _counts[i];
        }

        if (missing > 0)
        {
            counts[^1] = missing;
        }

        return counts;
    }

    private void AddRuns(ReadOnlySpan<double> sorted)
    {
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] <= Math.BitIncrement(sorted[i - 1]))
            {
                _values[^1] = sorted[i];
                _counts[^1]++;
            }
            else
            {
                Add(sorted[i], 1);
            }
        }
    }

    private void Add(double value, int count)
    {
        _values.Add(value);
        _counts.Add(count);
    }
}
