using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Blocks;
using EnclaveCleanRoom.Boosting.Histograms;
using EnclaveCleanRoom.Boosting.Training;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Grows one tree leaf by leaf: always the leaf whose best split gains most. Of two new leaves only the smaller one's
/// histogram is built; the larger one's is what remains of their parent's.
/// </summary>
/// <remarks>Source: G. Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree, NIPS 2017.</remarks>
internal sealed class TreeGrower
{
    private readonly IReadOnlyList<BinnedColumn> _columns;
    private readonly HistogramLayout _layout;
    private readonly HistogramBuilder _histograms;
    private readonly HistogramPool _pool;
    private readonly RowPartition _partition;
    private readonly GradientBoard _gradients;
    private readonly SplitLimits _limits;
    private readonly Team _team;
    private readonly int _numLeaves;
    private readonly int _maxDepth;
    private readonly Split?[] _found;
    private readonly int[][] _columnsOfLane;
    private readonly int[] _lanesByWork;
    private readonly int[] _directions;
    private readonly FeatureSampling _sampling;
    private readonly ThresholdDraws? _draws;

    public TreeGrower(
        BinnedTable table, HistogramBuilder histograms, RowPartition partition, GradientBoard gradients, FeatureSampling sampling, BoosterOptions options, Team team)
    {
        _columns = table.Columns;
        _layout = histograms.Layout;
        _histograms = histograms;
        _pool = new HistogramPool(_layout.Entries);
        _partition = partition;
        _gradients = gradients;
        _limits = SplitLimits.From(options);
        _team = team;
        _numLeaves = options.NumLeaves;
        _maxDepth = options.MaxDepth > 0 ? options.MaxDepth : int.MaxValue;
        _found = new Split?[2 * _columns.Count];
        _directions = [.. _columns.Select(column => options.MonotoneConstraints.Count == 0 ? 0 : options.MonotoneConstraints[column.Feature])];
        _columnsOfLane = [.. histograms.Lanes.Select(bundle => bundle.Columns.ToArray())];

        // The longest first, so that no thread waits for one that began late.
        _lanesByWork = [.. Enumerable.Range(0, _columnsOfLane.Length).OrderByDescending(lane => _columnsOfLane[lane].Sum(column => _columns[column].Mapper.BinCount))];
        _sampling = sampling;
        _draws = options.ExtraTrees ? new ThresholdDraws(options.ExtraSeed, _columns.Count) : null;
    }

    /// <param name="rows">The rows of the bag.</param>
    /// <param name="usedColumns">For each column, whether this tree may use it.</param>
    public GrownTree Grow(RowRuns rows, bool[] usedColumns)
    {
        Leaf root = StartRoot(rows, usedColumns);
        TreeBuilder builder = new(_columns, root.Output, root.Sums.Hessian * _gradients.HessianUnit, root.Count);
        List<Leaf> leaves = [root];
        while (leaves.Count < _numLeaves && MostGain(leaves) is Leaf leaf)
        {
            SplitLeaf(leaf, leaves, builder);
        }

        foreach (Leaf leaf in leaves)
        {
            Release(leaf);
        }

        return new GrownTree(builder, leaves);
    }

    private Leaf StartRoot(RowRuns rows, bool[] usedColumns)
    {
        PinnedBuffer<long> histogram = _pool.Rent();
        _histograms.Build(_partition.Blocks, rows, _gradients.Packed, histogram);
        PackedGradient sums = default;
        if (_columns.Count > 0)
        {
            foreach (long bin in Bins(histogram, 0))
            {
                sums += new PackedGradient(bin);
            }
        }

        double output = _limits.Output.Value(sums.Gradient * _gradients.GradientUnit, (sums.Hessian * _gradients.HessianUnit) + NodeSums.Epsilon);
        Leaf root = new(0, rows, 0, sums)
        {
            Histogram = histogram,
            Splittable = [.. usedColumns],
            Output = rows.Count == 0 ? 0 : output,
        };
        if (IsLargeEnough(root))
        {
            FindSplits(root, larger: null);
        }

        return root;
    }

    /// <summary>The leaf whose split gains most; the earliest of several; null when nothing gains.</summary>
    private static Leaf? MostGain(List<Leaf> leaves)
    {
        Leaf? best = null;
        foreach (Leaf leaf in leaves)
        {
            if (leaf.Best is Split split && split.Gain > 0 && (best is null || ReferenceEquals(Split.Better(best.Best, split), split)))
            {
                best = leaf;
            }
        }

        return best;
    }

    private void SplitLeaf(Leaf parent, List<Leaf> leaves, TreeBuilder builder)
    {
        Split split = parent.Best!;
        BinnedColumn column = _columns[split.Column];
        BinDecision decision = new(split, column);
        (RowRuns leftRows, RowRuns rightRows) = _partition.Split(parent.Rows, column, decision);
        PackedGradient rightSums = parent.Sums - split.Left;
        (OutputBounds leftBounds, OutputBounds rightBounds) = parent.Bounds.Split(
            split.LeftBins is null ? _directions[split.Column] : 0, (split.LeftOutput + split.RightOutput) / 2);
        IReadOnlyList<int> path = _sampling.NeedsPaths ? [.. parent.Path, column.Feature] : [];
        Leaf left = new(parent.Index, leftRows, parent.Depth + 1, split.Left)
        {
            Splittable = [.. parent.Splittable],
            Output = split.LeftOutput,
            Bounds = leftBounds,
            Path = path,
        };
        Leaf right = new(leaves.Count, rightRows, parent.Depth + 1, rightSums)
        {
            Splittable = [.. parent.Splittable],
            Output = split.RightOutput,
            Bounds = rightBounds,
            Path = path,
        };
        builder.Split(
            parent.Index,
            split,
            decision,
            (split.Left.Hessian * _gradients.HessianUnit, left.Count),
            (rightSums.Hessian * _gradients.HessianUnit, right.Count));
        leaves[parent.Index] = left;
        leaves.Add(right);

        if (leaves.Count < _numLeaves && left.Depth < _maxDepth && (IsLargeEnough(left) || IsLargeEnough(right)))
        {
            (Leaf smaller, Leaf larger) = left.Count < right.Count ? (left, right) : (right, left);
            smaller.Histogram = _pool.Rent();
            larger.Histogram = parent.Histogram!;
            parent.Histogram = null;
            _histograms.Add(_partition.Blocks, smaller.Rows, _gradients.Packed);
            FindSplits(smaller, larger);
        }

        Release(parent);
    }

    private bool IsLargeEnough(Leaf leaf) => leaf.Count >= 2L * _limits.MinDataInLeaf && leaf.Count > 1;

    /// <summary>Takes the smaller leaf's histogram lane by lane, makes the larger one's of it, and searches both.</summary>
    /// <param name="smaller">A leaf whose rows have been added up; or the root, whose histogram is there.</param>
    /// <param name="larger">Its sibling, which has their parent's histogram; null for the root.</param>
    private void FindSplits(Leaf smaller, Leaf? larger)
    {
        Leaf[] searched = larger is null ? [smaller] : [smaller, larger];
        Array.Clear(_found);
        _draws?.Draw(searched);
        _team.Run(_lanesByWork.Length, (_, piece) => SearchLane(_lanesByWork[piece], smaller, larger));

        int columns = _columns.Count;
        for (int i = 0; i < searched.Length; i++)
        {
            bool[]? allowed = _sampling.DrawForNode(searched[i].Path);
            for (int column = 0; column < columns; column++)
            {
                Split? found = _found[(i * columns) + column];
                searched[i].Splittable[column] = found is not null;
                if (allowed is null || allowed[column])
                {
                    searched[i].Best = Split.Better(searched[i].Best, found);
                }
            }
        }
    }

    private void SearchLane(int lane, Leaf smaller, Leaf? larger)
    {
        // Both leaves inherited their parent's: what cannot be split any more need not be known any more.
        int[] columns = Array.FindAll(_columnsOfLane[lane], column => smaller.Splittable[column]);
        if (columns.Length == 0)
        {
            _histograms.Clear(lane);
            return;
        }

        if (larger is not null)
        {
            _histograms.Take(lane, smaller.Histogram!.Span);
        }

        foreach (int column in columns)
        {
            Search(smaller, 0, column);
            if (larger is not null)
            {
                HistogramArithmetic.Subtract(Bins(larger.Histogram!, column), Bins(smaller.Histogram!, column));
                Search(larger, _columns.Count, column);
            }
        }
    }

    private void Search(Leaf leaf, int firstFound, int column)
    {
        if (IsLargeEnough(leaf))
        {
            _found[firstFound + column] = FindSplit(leaf, column, _draws?[firstFound + column] ?? -1);
        }
    }

    private Split? FindSplit(Leaf leaf, int column, int draw)
    {
        BinMapper mapper = _columns[column].Mapper;
        ReadOnlySpan<long> bins = Bins(leaf.Histogram!, column);
        NodeSums node = Sums(leaf);
        if (mapper.IsCategorical)
        {
            return CategoricalSplitSearch.Find(column, mapper, bins, node, _limits, draw);
        }

        Split? found = NumericSplitSearch.Find(column, mapper, bins, node, _limits, _directions[column], draw);
        return found is null || _directions[column] == 0
            ? found
            : found with { Gain = found.Gain * MonotonePenalty.Factor(leaf.Depth, _limits.MonotonePenalty) };
    }

    private Span<long> Bins(PinnedBuffer<long> histogram, int column) =>
        histogram.Span.Slice(_layout.OffsetOf(column), _columns[column].Mapper.BinCount);

    private NodeSums Sums(Leaf leaf) => new(leaf.Sums, leaf.Count, _gradients.GradientUnit, _gradients.HessianUnit, _limits, leaf.Output, leaf.Bounds);

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is not null)
        {
            _pool.Return(leaf.Histogram);
            leaf.Histogram = null;
        }
    }
}
