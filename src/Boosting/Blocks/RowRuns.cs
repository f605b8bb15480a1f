namespace EnclaveCleanRoom.Boosting.Blocks;

/// <summary>Where the rows of a leaf are: one run in each block of a <see cref="RowBlocks"/>.</summary>
internal sealed class RowRuns(int blocks)
{
    private readonly int[] _starts = new int[blocks];
    private readonly int[] _counts = new int[blocks];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Where a block's run starts.</summary>
    public int StartOf(int block) => _starts[block];

    /// <summary>The length of a block's run.</summary>
    public int CountOf(int block) => _counts[block];

    /// <summary>Sets a block's run, once.</summary>
    public void Set(int block, int start, int count)
    {
        _starts[block] = start;
        _counts[block] = count;
        Count += count;
    }
}
