using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Where each column's bins lie in a node's histogram: one column after the other, a 64-bit entry a bin.</summary>
internal sealed class HistogramLayout
{
    private const int EntriesALine = 8;

    private readonly int[] _offsets;

    public HistogramLayout(IReadOnlyList<BinnedColumn> columns)
    {
        _offsets = new int[columns.Count];
        int entries = 0;
        for (int column = 0; column < columns.Count; column++)
        {
            _offsets[column] = entries;
            entries = checked(entries + columns[column].Mapper.BinCount);
        }

        // Whole cache lines, so that clearing and subtracting need no tail.
        Entries = (entries + EntriesALine - 1) / EntriesALine * EntriesALine;
    }

    /// <summary>The length of a histogram in 64-bit entries.</summary>
    public int Entries { get; }

    /// <summary>The index of a column's first bin.</summary>
    public int OffsetOf(int column) => _offsets[column];
}
