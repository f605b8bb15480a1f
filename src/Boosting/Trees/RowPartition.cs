using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Deals the rows of leaves out, block by block.</summary>
internal sealed unsafe class RowPartition
{
    private const int FewestRowsAPiece = 4096;
    private const int PiecesPerThread = 4;

    private readonly Team _team;
    private readonly PinnedBuffer<ushort>[] _right;
    private readonly int[] _leftOfBlock;

    public RowPartition(int rowCount, Team team)
    {
        _team = team;
        Blocks = new RowBlocks(rowCount);
        _right = [.. Enumerable.Range(0, team.Threads).Select(_ => new PinnedBuffer<ushort>(Blocks.BlockRows))];
        _leftOfBlock = new int[Blocks.Count];
    }

    /// <summary>The rows.</summary>
    public RowBlocks Blocks { get; }

    /// <summary>Splits a leaf's rows: in each block those that go left come first.</summary>
    public (RowRuns Left, RowRuns Right) Split(RowRuns leaf, BinnedColumn column, BinDecision decision)
    {
        int blocks = Blocks.Count;
        int pieces = Math.Clamp(leaf.Count / FewestRowsAPiece, 1, Math.Min(blocks, _team.Threads * PiecesPerThread));
        _team.Run(pieces, (worker, piece) =>
        {
            int end = (int)((long)blocks * (piece + 1) / pieces);
            for (int block = (int)((long)blocks * piece / pieces); block < end; block++)
            {
                int count = leaf.CountOf(block);
                ushort* offsets = Blocks.Offsets.Pointer + leaf.StartOf(block);
                _leftOfBlock[block] = count == 0
                    ? 0
                    : PartitionKernel.Deal(column, Blocks.FirstRow(block), decision, offsets, count, _right[worker].Pointer);
            }
        });
        GC.KeepAlive(this);

        RowRuns left = new(blocks);
        RowRuns right = new(blocks);
        for (int block = 0; block < blocks; block++)
        {
            left.Set(block, leaf.StartOf(block), _leftOfBlock[block]);
            right.Set(block, leaf.StartOf(block) + _leftOfBlock[block], leaf.CountOf(block) - _leftOfBlock[block]);
        }

        return (left, right);
    }
}
