using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Builds a node's histogram with all threads, in two steps: each worker adds pieces of the rows to histograms of codes of its
/// own; then, lane by lane, these are summed, taken apart into the columns' bins and cleared again. Who takes a lane can go on with
/// its columns while they are in the cache.
/// </summary>
internal sealed unsafe class HistogramBuilder
{
    private const int FewestRowsAPiece = 512;
    private const int PiecesPerThread = 4;

    private readonly RowMatrix _matrix;
    private readonly Team _team;
    private readonly PinnedBuffer<long>[] _own;
    private readonly bool[] _used;

    public HistogramBuilder(RowMatrix matrix, HistogramLayout layout, Team team)
    {
        _matrix = matrix;
        Layout = layout;
        _team = team;
        _own = [.. Enumerable.Range(0, team.Threads).Select(_ => new PinnedBuffer<long>(matrix.Layout.Entries))];
        _used = new bool[team.Threads];
    }

    /// <summary>Where the columns' bins lie in what is built.</summary>
    public HistogramLayout Layout { get; }

    /// <summary>The columns that are counted together, lane by lane.</summary>
    public IReadOnlyList<ColumnBundle> Lanes => _matrix.Layout.Bundles;

    /// <summary>Both steps.</summary>
    /// <param name="blocks">Where the rows are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="gradients">The packed gradient of each row.</param>
    /// <param name="target">Overwritten with the sums.</param>
    public void Build(RowBlocks blocks, RowRuns rows, PinnedBuffer<long> gradients, PinnedBuffer<long> target)
    {
        Add(blocks, rows, gradients);
        _team.Run(Lanes.Count, (_, lane) => Take(lane, target.Span));
    }

    /// <summary>The first step: adds rows to the workers' histograms. Each lane must be taken or cleared after it, once.</summary>
    /// <param name="blocks">Where the rows are.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="gradients">The packed gradient of each row.</param>
    public void Add(RowBlocks blocks, RowRuns rows, PinnedBuffer<long> gradients)
    {
        int pieces = _team.Threads == 1 ? 1 : Math.Max(1, Math.Min(_team.Threads * PiecesPerThread, rows.Count / FewestRowsAPiece));
        Array.Clear(_used);
        _team.Run(pieces, (worker, piece) =>
        {
            _used[worker] = true;
            int from = (int)((long)rows.Count * piece / pieces);
            int to = (int)((long)rows.Count * (piece + 1) / pieces);
            AddPiece(blocks, rows, from, to, gradients, _own[worker]);
        });
    }

    /// <summary>The second step for one lane. Lanes may be taken at the same time.</summary>
    /// <param name="lane">The lane.</param>
    /// <param name="target">The bins of the lane's columns are overwritten with the sums.</param>
    public void Take(int lane, Span<long> target)
    {
        // At least one worker has added a piece.
        int first = Array.IndexOf(_used, true);
        Span<long> sums = CodesOf(lane, first);
        for (int worker = first + 1; worker < _own.Length; worker++)
        {
            if (_used[worker])
            {
                HistogramArithmetic.Add(sums, CodesOf(lane, worker));
                CodesOf(lane, worker).Clear();
            }
        }

        BundleFold.Fold(Lanes[lane], sums, Layout, target);
        sums.Clear();
    }

    /// <summary>In place of the second step for a lane that nobody asks for.</summary>
    public void Clear(int lane)
    {
        for (int worker = 0; worker < _own.Length; worker++)
        {
            if (_used[worker])
            {
                CodesOf(lane, worker).Clear();
            }
        }
    }

    /// <summary>Adds the rows from the <paramref name="from"/>th on to before the <paramref name="to"/>th.</summary>
    private void AddPiece(RowBlocks blocks, RowRuns rows, int from, int to, PinnedBuffer<long> gradients, PinnedBuffer<long> own)
    {
        int block = 0;
        for (; block < blocks.Count && rows.CountOf(block) <= from; block++)
        {
            from -= rows.CountOf(block);
            to -= rows.CountOf(block);
        }

        for (; to > 0; block++)
        {
            int end = Math.Min(to, rows.CountOf(block));
            int first = blocks.FirstRow(block);
            HistogramKernel.Add(_matrix, first, blocks.Offsets.Pointer + rows.StartOf(block) + from, end - from, gradients.Pointer + first, own.Pointer);
            to -= rows.CountOf(block);
            from = 0;
        }

        GC.KeepAlive(blocks);
        GC.KeepAlive(gradients);
        GC.KeepAlive(own);
    }

    private Span<long> CodesOf(int lane, int worker) =>
        _own[worker].Span.Slice(_matrix.Layout.FirstEntryOf(lane), Lanes[lane].CodeCount);
}
