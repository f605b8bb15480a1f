using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Histograms;

/// <summary>Builds a node's histogram with all threads: each adds pieces of the rows to one of its own, which are then summed.</summary>
internal sealed unsafe class HistogramBuilder
{
    private const int FewestRowsAPiece = 512;
    private const int PiecesPerThread = 4;

    private readonly RowMatrix _matrix;
    private readonly Team _team;
    private readonly PinnedBuffer<long>[] _own;
    private readonly bool[] _used;

    public HistogramBuilder(RowMatrix matrix, Team team)
    {
        _matrix = matrix;
        _team = team;
        _own = new PinnedBuffer<long>[team.Threads];
        _used = new bool[team.Threads];
        for (int worker = 1; worker < _own.Length; worker++)
        {
            _own[worker] = new PinnedBuffer<long>(matrix.Layout.Entries);
        }
    }

    /// <param name="rows">Row indices; null for all rows.</param>
    /// <param name="start">The first index.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradients">The packed gradient of each row.</param>
    /// <param name="target">Overwritten with the sums.</param>
    public void Build(PinnedBuffer<int>? rows, int start, int count, PinnedBuffer<long> gradients, PinnedBuffer<long> target)
    {
        int pieces = Math.Max(1, Math.Min(_team.Threads * PiecesPerThread, count / FewestRowsAPiece));
        if (_team.Threads == 1)
        {
            pieces = 1;
        }

        target.Span.Clear();
        Array.Clear(_used);
        _own[0] = target;
        _used[0] = true;
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
            AddRows(rows, from, to, gradients, own);
        });
        for (int worker = 1; worker < _own.Length; worker++)
        {
            if (_used[worker])
            {
                HistogramArithmetic.Add(target.Span, _own[worker].Span);
            }
        }
    }

    private void AddRows(PinnedBuffer<int>? rows, int from, int to, PinnedBuffer<long> gradients, PinnedBuffer<long> target)
    {
        int* indices = rows is null ? null : rows.Pointer;
        if (_matrix.Layout.Lanes.Count > 0)
        {
            HistogramKernel.Add(_matrix, indices, from, to, gradients.Pointer, target.Pointer);
        }

        if (_matrix.WideStride > 0)
        {
            WideHistogramKernel.Add(_matrix, indices, from, to, gradients.Pointer, target.Pointer);
        }

        GC.KeepAlive(rows);
        GC.KeepAlive(gradients);
        GC.KeepAlive(target);
    }
}
