using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Where each column's bins lie in a histogram and in a row of the row-major matrix. Narrow columns stand in blocks of
/// eight lanes, one 64-bit word of a row; blocks are of three kinds by the space they leave for a column's bins, so that
/// histograms stay small and a kernel knows its distances at compile time. No distance is a power of two: those collide in caches.
/// </summary>
internal sealed class HistogramLayout
{
    public const int LanesPerBlock = 8;
    public const int LargeStride = 264;
    public const int MediumStride = 72;
    public const int SmallStride = 24;

    private readonly int[] _offsets;
    private readonly List<int> _lanes = [];
    private readonly List<int> _wide = [];

    public HistogramLayout(IReadOnlyList<BinnedColumn> columns)
    {
        _offsets = new int[columns.Count];
        Queue<int> narrow = new(Enumerable.Range(0, columns.Count)
            .Where(column => columns[column].Narrow is not null)
            .OrderByDescending(column => StrideFor(columns[column].Mapper.BinCount)));
        LargeBlocks = TakeBlocks(narrow, columns, LargeStride);
        MediumBlocks = TakeBlocks(narrow, columns, MediumStride);
        SmallBlocks = TakeBlocks(narrow, columns, SmallStride);
        foreach (int column in Enumerable.Range(0, columns.Count).Where(column => columns[column].Wide is not null))
        {
            _wide.Add(column);
            _offsets[column] = Entries;
            Entries += columns[column].Mapper.BinCount;
        }

        // Whole cache lines, so that clearing and subtracting need no tail.
        Entries = (Entries + 7) / 8 * 8;
    }

    /// <summary>Blocks of columns of up to 256 bins.</summary>
    public int LargeBlocks { get; }

    /// <summary>Blocks of columns of up to 72 bins.</summary>
    public int MediumBlocks { get; }

    /// <summary>Blocks of columns of up to 24 bins.</summary>
    public int SmallBlocks { get; }

    /// <summary>The length of a histogram in 64-bit entries.</summary>
    public int Entries { get; private set; }

    /// <summary>The column of each lane; -1 where a lane is padding.</summary>
    public IReadOnlyList<int> Lanes => _lanes;

    /// <summary>The columns of more than 256 bins.</summary>
    public IReadOnlyList<int> Wide => _wide;

    /// <summary>The index of a column's first bin.</summary>
    public int OffsetOf(int column) => _offsets[column];

    private static int StrideFor(int bins) => bins <= SmallStride ? SmallStride : bins <= MediumStride ? MediumStride : LargeStride;

    /// <summary>Takes columns that need this stride, and narrower ones to fill the last block.</summary>
    private int TakeBlocks(Queue<int> queue, IReadOnlyList<BinnedColumn> columns, int stride)
    {
        int blocks = 0;
        while (queue.TryPeek(out int next) && StrideFor(columns[next].Mapper.BinCount) == stride)
        {
            blocks++;
            for (int lane = 0; lane < LanesPerBlock; lane++)
            {
                int column = queue.TryDequeue(out int taken) ? taken : -1;
                _lanes.Add(column);
                if (column >= 0)
                {
                    _offsets[column] = Entries;
                }

                Entries += stride;
            }
        }

        return blocks;
    }
}
