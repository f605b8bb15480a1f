using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>The same sums as <see cref="HistogramBuilder"/>'s, column by column, in the plainest way.</summary>
internal static class ScalarHistogram
{
    public static void Add(
        IReadOnlyList<BinnedColumn> columns, HistogramLayout layout, ReadOnlySpan<int> rows, ReadOnlySpan<long> gradients, Span<long> histogram)
    {
        for (int column = 0; column < columns.Count; column++)
        {
            Span<long> bins = histogram.Slice(layout.OffsetOf(column), columns[column].Mapper.BinCount);
            foreach (int row in rows)
            {
                bins[columns[column][row]] = unchecked(bins[columns[column][row]] + gradients[row]);
            }
        }
    }
}
