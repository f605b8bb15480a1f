namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>
/// Finds the bins of a categorical feature as LightGBM does: categories by falling count until they cover 99 % of the
/// sampled rows and at least fill <c>max_bin</c>, without those of fewer than <c>min_data_in_bin</c> rows.
/// </summary>
internal static class CategoricalBinFinder
{
    public static BinMapper Find(ReadOnlySpan<int> sample, BinOptions options, int leastOnEachSide)
    {
        Dictionary<int, int> rowsOf = [];
        int missing = 0;
        foreach (int code in sample)
        {
            if (code < 0)
            {
                missing++;
            }
            else
            {
                rowsOf[code] = rowsOf.GetValueOrDefault(code) + 1;
            }
        }

        return Find(rowsOf, missing, sample.Length, options, leastOnEachSide);
    }

    /// <param name="dictionary">The categories that the column can have; NaN is missing.</param>
    /// <param name="rowsOfEntry">How many sampled rows have each.</param>
    /// <param name="options">The options.</param>
    /// <param name="leastOnEachSide">A split that leaves fewer sampled rows on a side is useless.</param>
    public static BinMapper Find(ReadOnlySpan<double> dictionary, ReadOnlySpan<int> rowsOfEntry, BinOptions options, int leastOnEachSide)
    {
        Dictionary<int, int> rowsOf = [];
        int missing = 0;
        int total = 0;
        for (int i = 0; i < dictionary.Length; i++)
        {
            total += rowsOfEntry[i];
            if (double.IsNaN(dictionary[i]))
            {
                missing += rowsOfEntry[i];
            }
            else if (rowsOfEntry[i] > 0)
            {
                rowsOf[(int)dictionary[i]] = rowsOf.GetValueOrDefault((int)dictionary[i]) + rowsOfEntry[i];
            }
        }

        return Find(rowsOf, missing, total, options, leastOnEachSide);
    }

    private static BinMapper Find(Dictionary<int, int> rowsOf, int missing, int total, BinOptions options, int leastOnEachSide)
    {
        (int Code, int Rows)[] byCount = [.. rowsOf.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)];
        int distinct = byCount.Length + (missing > 0 ? 1 : 0);
        int maxBin = Math.Min(distinct, options.MaxBin);
        int enough = (int)((total - missing) * 0.99f + 0.5f);

        List<int> categories = [-1];
        List<int> rowsInBin = [0];
        int covered = 0;
        foreach ((int code, int rows) in byCount)
        {
            bool wanted = covered < enough || categories.Count < maxBin;
            if (!wanted || (rows < options.MinDataInBin && categories.Count > 2))
            {
                break;
            }

            categories.Add(code);
            rowsInBin.Add(rows);
            covered += rows;
        }

        rowsInBin[0] = total - covered;
        bool allListed = categories.Count - 1 == byCount.Length && missing == 0;
        bool trivial = categories.Count <= 1 || (options.PreFilter && !CanSplit(rowsInBin, total, leastOnEachSide));
        return BinMapper.Categorical([.. categories], allListed ? MissingType.None : MissingType.NaN, trivial);
    }

    private static bool CanSplit(List<int> rowsInBin, int total, int leastOnEachSide)
    {
        if (rowsInBin.Count > 2)
        {
            return true;
        }

        return rowsInBin[0] >= leastOnEachSide && total - rowsInBin[0] >= leastOnEachSide;
    }
}
