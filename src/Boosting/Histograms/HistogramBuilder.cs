using EnclaveCleanRoom.Boosting.Bundles;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>
/// Builds a node's histogram with all threads: each adds pieces of the rows to histograms of codes of its own, which are
/// then summed and taken apart into the columns' bins.
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

    /// <param name="rows">Row indices; null for all rows.</param>
    /// <param name="start">The first index.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradients">The packed gradient of each row.</param>
    /// <param name="target">Overwritten with the sums.</param>
    public void Build(PinnedBuffer<int>? rows, int start, int count, PinnedBuffer<long> gradients, PinnedBuffer<long> target)
    {
        int pieces = _team.Threads == 1 ? 1 : Math.Max(1, Math.Min(_team.Threads * PiecesPerThread, count / FewestRowsAPiece));
        Array.Clear(_used);
        _team.Run(pieces, (worker, piece) =>
        {
            PinnedBuffer<long> own = _own[worker];
            if (!_used[worker])
            {
                own.Span.Clear();
                _used[worker] = true;
            }

            int from = start + (int)((long)count * piece / pieces);
            int to = start + (int)((long)count * (piece + 1) / pieces);
            HistogramKernel.Add(_matrix, rows is null ? null : rows.Pointer, from, to, gradients.Pointer, own.Pointer);
            GC.KeepAlive(rows);
            GC.KeepAlive(gradients);
            GC.KeepAlive(own);
        });
        Span<long> sums = SumOfWorkers();
        target.Span.Clear();
        for (int lane = 0; lane < _matrix.Layout.Bundles.Count; lane++)
        {
            ColumnBundle bundle = _matrix.Layout.Bundles[lane];
            BundleFold.Fold(bundle, CodesOf(lane, sums), Layout, target.Span);
        }
    }

    private Span<long> SumOfWorkers()
    {
        // At least one worker has done a piece.
        int first = Array.IndexOf(_used, true);
        Span<long> sums = _own[first].Span;
        for (int worker = first + 1; worker < _own.Length; worker++)
        {
            if (_used[worker])
            {
                HistogramArithmetic.Add(sums, _own[worker].Span);
            }
        }

        return sums;
    }

    private Span<long> CodesOf(int lane, Span<long> sums) =>
        sums.Slice(_matrix.Layout.FirstEntryOf(lane), _matrix.Layout.Bundles[lane].CodeCount);
}
