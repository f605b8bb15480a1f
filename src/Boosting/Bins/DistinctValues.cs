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

    /// <param name="sample">The values, without NaN; their order is lost.</param>
    /// <param name="extraZeros">Rows in addition to the sample whose value counts as zero.</param>
    public static DistinctValues Of(Span<double> sample, int extraZeros)
    {
        if (FewValueCounter.TryCount(sample, out double[]? values, out int[]? counts))
        {
            return OfSorted(values, counts, extraZeros);
        }

        sample.Sort();
        return OfSorted(sample, [], extraZeros);
    }

    /// <param name="values">Values without NaN, in any order, of which some may be equal; their order is lost.</param>
    /// <param name="counts">How many rows have each, at least one; in the values' order afterwards.</param>
    /// <param name="extraZeros">Rows in addition whose value counts as zero.</param>
    public static DistinctValues Of(double[] values, int[] counts, int extraZeros)
    {
        Array.Sort(values, counts);
        return values.Length == 0 ? OfSorted([], [], extraZeros) : OfSorted(values, counts, extraZeros);
    }

    /// <summary>The number of rows in each bin.</summary>
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

    /// <param name="sorted">Values in ascending order, of which some may be equal.</param>
    /// <param name="counts">How many rows have each; empty when it is one row each.</param>
    /// <param name="extraZeros">Rows in addition whose value counts as zero.</param>
    private static DistinctValues OfSorted(ReadOnlySpan<double> sorted, ReadOnlySpan<int> counts, int extraZeros)
    {
        DistinctValues distinct = new();
        int at = 0;
        while (at < sorted.Length && sorted[at] < -BinMapper.ZeroThreshold)
        {
            distinct.AddOrJoin(sorted[at], counts.IsEmpty ? 1 : counts[at]);
            at++;
        }

        bool hasNegative = at > 0;
        int zeros = extraZeros;
        for (; at < sorted.Length && sorted[at] <= BinMapper.ZeroThreshold; at++)
        {
            zeros += counts.IsEmpty ? 1 : counts[at];
        }

        // A zero between negative and positive values is listed even when no row has it: the sides must not share a bin.
        if (zeros > 0 || (hasNegative && at < sorted.Length) || sorted.Length == 0)
        {
            distinct.Add(0, zeros);
        }

        for (; at < sorted.Length; at++)
        {
            distinct.AddOrJoin(sorted[at], counts.IsEmpty ? 1 : counts[at]);
        }

        return distinct;
    }

    private void AddOrJoin(double value, int count)
    {
        if (_values.Count > 0 && value <= Math.BitIncrement(_values[^1]))
        {
            _values[^1] = value;
            _counts[^1] += count;
        }
        else
        {
            Add(value, count);
        }
    }

    private void Add(double value, int count)
    {
        _values.Add(value);
        _counts.Add(count);
    }
}
