using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Bench.Kernels;

/// <summary>Binned columns with bins drawn evenly.</summary>
internal static class GeneratedColumns
{
    public static BinnedColumn[] Make(int rowCount, params int[] binCounts) => [.. binCounts.Select((bins, index) => Make(rowCount, index, bins))];

    private static BinnedColumn Make(int rowCount, int index, int bins)
    {
        BinnedColumn column = new(index, BinMapper.Categorical([.. Enumerable.Range(-1, bins)], MissingType.NaN, isTrivial: false), rowCount);
        Random random = new(index);
        for (int row = 0; row < rowCount; row++)
        {
            column[row] = random.Next(bins);
        }

        return column;
    }
}
