using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Blocks;

/// <summary>
/// The rows of a bag in blocks of at most 65,536, so that a row is 16 bits from the first of its block. Dealing a block's rows out
/// stays within the block, which fits a core's cache: memory is what splitting large leaves waits for.
/// </summary>
internal sealed class RowBlocks
{
    private const int MostRows = 1 << 16;
    private const int FewestRows = 1 << 10;

    // Enough for threads to share out.
    private const int WantedBlocks = 16;

    public RowBlocks(int rowCount)
    {
        RowCount = rowCount;
        BlockRows = FewestRows;
        while (BlockRows < MostRows && (long)BlockRows * WantedBlocks < rowCount)
        {
            BlockRows *= 2;
        }

        Count = (rowCount + BlockRows - 1) / BlockRows;
        Offsets = new PinnedBuffer<ushort>(rowCount);
    }

    /// <summary>The number of rows there are, in the bag or not.</summary>
    public int RowCount { get; }

    /// <summary>The number of rows of a block; the last has what remains.</summary>
    public int BlockRows { get; }

    /// <summary>The number of blocks.</summary>
    public int Count { get; }

    /// <summary>Rows, each counted from the first of its block: those of a block from where its first row would be, those of a leaf side by side and rising.</summary>
    public PinnedBuffer<ushort> Offsets { get; }

    /// <summary>A block's first row, which is where its rows start in <see cref="Offsets"/>.</summary>
    public int FirstRow(int block) => block * BlockRows;

    /// <summary>Puts all rows of a bag into one leaf.</summary>
    /// <param name="bag">The rows in rising order; null for all.</param>
    /// <returns>The leaf's rows.</returns>
    public RowRuns Put(int[]? bag)
    {
        RowRuns runs = new(Count);
        Span<ushort> offsets = Offsets.Span;
        int at = 0;
        for (int block = 0; block < Count; block++)
        {
            int first = FirstRow(block);
            int end = Math.Min(RowCount, first + BlockRows);
            int count = 0;
            if (bag is null)
            {
                for (; count < end - first; count++)
                {
                    offsets[first + count] = unchecked((ushort)count);
                }
            }
            else
            {
                for (; at < bag.Length && bag[at] < end; at++)
                {
                    offsets[first + count++] = unchecked((ushort)(bag[at] - first));
                }
            }

            runs.Set(block, first, count);
        }

        return runs;
    }

    /// <summary>The numbers of a leaf's rows, rising.</summary>
    public int[] RowsOf(RowRuns runs)
    {
        int[] rows = new int[runs.Count];
        int count = 0;
        for (int block = 0; block < Count; block++)
        {
            foreach (ushort offset in Offsets.Span.Slice(runs.StartOf(block), runs.CountOf(block)))
            {
                rows[count++] = FirstRow(block) + offset;
            }
        }

        return rows;
    }
}
