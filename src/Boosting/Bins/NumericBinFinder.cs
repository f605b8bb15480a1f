namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>
/// Finds the bins of a numeric feature as LightGBM does: distinct values with their counts, zero in a bin of its own, the
/// rest filled greedily to equal counts, except that a value with more rows than a mean bin has one to itself.
/// </summary>
internal static class NumericBinFinder
{
    /// <summary>From this share of all rows on, the native program treats a bin other than that of zero as the one of which it keeps no sums.</summary>
    private const double ShareOfFullestBin = 0.7;

    /// <param name="sample">The sampled values; sorted in place.</param>
    /// <param name="options">The options.</param>
    /// <param name="leastOnEachSide">A split that leaves fewer sampled rows on a side is useless.</param>
    public static BinMapper Find(Span<double> sample, BinOptions options, int leastOnEachSide)
    {
        Span<double> present = MoveNaNsOut(sample);
        int missing = sample.Length - present.Length;
        MissingType type = TypeFor(missing, options);
        return Find(DistinctValues.Of(present, ExtraZeros(type, missing)), type, sample.Length, missing, options, leastOnEachSide);
    }

    /// <param name="dictionary">The values that the column can have.</param>
    /// <param name="rowsOf">How many sampled rows have each.</param>
    /// <param name="options">The options.</param>
    /// <param name="leastOnEachSide">As above.</param>
    public static BinMapper Find(ReadOnlySpan<double> dictionary, ReadOnlySpan<int> rowsOf, BinOptions options, int leastOnEachSide)
    {
        int missing = 0;
        int total = 0;
        List<double> values = [];
        List<int> counts = [];
        for (int i = 0; i < dictionary.Length; i++)
        {
            total += rowsOf[i];
            if (double.IsNaN(dictionary[i]))
            {
                missing += rowsOf[i];
            }
            else if (rowsOf[i] > 0)
            {
                values.Add(dictionary[i]);
                counts.Add(rowsOf[i]);
            }
        }

        MissingType type = TypeFor(missing, options);
        return Find(DistinctValues.Of([.. values], [.. counts], ExtraZeros(type, missing)), type, total, missing, options, leastOnEachSide);
    }

    private static MissingType TypeFor(int missing, BinOptions options) => !options.UseMissing ? MissingType.None
        : options.ZeroAsMissing ? MissingType.Zero
        : missing == 0 ? MissingType.None
        : MissingType.NaN;

    /// <summary>Where NaN is not missing it is read as zero, so those rows count as zeros.</summary>
    private static int ExtraZeros(MissingType type, int missing) => type == MissingType.NaN ? 0 : missing;

    private static BinMapper Find(DistinctValues values, MissingType type, int total, int missing, BinOptions options, int leastOnEachSide)
    {
        int maxBin = type == MissingType.NaN ? options.MaxBin - 1 : options.MaxBin;
        int counted = type == MissingType.NaN ? total - missing : total;
        List<double> bounds = GreedyBins.AroundZero(values, maxBin, counted, options.MinDataInBin);
        if (type == MissingType.Zero && bounds.Count == 2)
        {
            type = MissingType.None;
        }

        if (type == MissingType.NaN)
        {
            bounds.Add(double.NaN);
        }

        double[] upperBounds = [.. bounds];
        int[] rowsInBin = values.CountInBins(upperBounds, type == MissingType.NaN ? missing : 0);
        bool trivial = upperBounds.Length <= 1 || (options.PreFilter && !CanSplit(rowsInBin, total, leastOnEachSide));
        return BinMapper.Numeric(upperBounds, type, values.Least, values.Most, trivial, FullestBin(rowsInBin, total));
    }

    private static int FullestBin(int[] rowsInBin, int total)
    {
        int most = rowsInBin.Max();
        return most / (double)total < ShareOfFullestBin ? -1 : Array.IndexOf(rowsInBin, most);
    }

    private static Span<double> MoveNaNsOut(Span<double> sample)
    {
        int kept = 0;
        foreach (double value in sample)
        {
            if (!double.IsNaN(value))
            {
                sample[kept++] = value;
            }
        }

        return sample[..kept];
    }

    private static bool CanSplit(int[] countInBin, int total, int leastOnEachSide)
    {
        int left = 0;
        for (int bin = 0; bin < countInBin.Length - 1; bin++)
        {
            left += countInBin[bin];
            if (left >= leastOnEachSide && total - left >= leastOnEachSide)
            {
                return true;
            }
        }

        return false;
    }
}
