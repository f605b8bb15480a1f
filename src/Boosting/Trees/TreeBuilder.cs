using System.Numerics;
using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>Collects the splits of a growing tree.</summary>
internal sealed class TreeBuilder
{
    private readonly IReadOnlyList<BinnedColumn> _columns;
    private readonly List<int> _splitFeature = [];
    private readonly List<double> _splitGain = [];
    private readonly List<double> _threshold = [];
    private readonly List<byte> _decisionType = [];
    private readonly List<int> _leftChild = [];
    private readonly List<int> _rightChild = [];
    private readonly List<double> _internalValue = [];
    private readonly List<double> _internalWeight = [];
    private readonly List<long> _internalCount = [];
    private readonly List<double> _leafValue = [];
    private readonly List<double> _leafWeight = [];
    private readonly List<long> _leafCount = [];
    private readonly List<int> _leafParent = [];
    private readonly List<int> _categoryBounds = [0];
    private readonly List<uint> _categoryBits = [];
    private readonly List<BinDecision> _decisions = [];

    public TreeBuilder(IReadOnlyList<BinnedColumn> columns, double rootValue, double rootWeight, int rootCount)
    {
        _columns = columns;
        AddLeaf(rootValue, rootWeight, rootCount, -1);
    }

    public int LeafCount => _leafValue.Count;

    public int NodeCount => _splitFeature.Count;

    /// <summary>Turns a leaf into a node; the left child keeps its index, the right child is the new last leaf.</summary>
    public void Split(int leaf, Split split, BinDecision decision, (double Weight, int Count) left, (double Weight, int Count) right)
    {
        int node = NodeCount;
        int parent = _leafParent[leaf];
        if (parent >= 0)
        {
            List<int> side = _leftChild[parent] == ~leaf ? _leftChild : _rightChild;
            side[parent] = node;
        }

        BinMapper mapper = _columns[split.Column].Mapper;
        _splitFeature.Add(_columns[split.Column].Feature);
        _splitGain.Add((float)split.Gain);
        _threshold.Add(split.LeftBins is null ? mapper.UpperBounds[split.Threshold] : AddCategories(mapper, split.LeftBins));
        _decisionType.Add((byte)(((int)mapper.Missing << Tree.MissingShift)
            | (split.LeftBins is not null ? Tree.CategoricalBit : 0)
            | (split.DefaultLeft ? Tree.DefaultLeftBit : 0)));
        _leftChild.Add(~leaf);
        _rightChild.Add(~LeafCount);
        _internalValue.Add(_leafValue[leaf]);
        _internalWeight.Add(left.Weight + right.Weight);
        _internalCount.Add(left.Count + right.Count);
        _decisions.Add(decision);
        _leafValue[leaf] = split.LeftOutput;
        _leafWeight[leaf] = left.Weight;
        _leafCount[leaf] = left.Count;
        _leafParent[leaf] = node;
        AddLeaf(split.RightOutput, right.Weight, right.Count, node);
    }

    /// <summary>Gives a leaf another output.</summary>
    public void SetOutput(int leaf, double value) => _leafValue[leaf] = value;

    /// <summary>The tree with outputs multiplied by <paramref name="rate"/>, then raised by <paramref name="bias"/>.</summary>
    public Tree Build(double rate, double bias) => new()
    {
        SplitFeature = [.. _splitFeature],
        SplitGain = [.. _splitGain],
        Threshold = [.. _threshold],
        DecisionType = [.. _decisionType],
        LeftChild = [.. _leftChild],
        RightChild = [.. _rightChild],
        LeafValue = [.. _leafValue.Select(value => Scale(value, rate, bias))],
        LeafWeight = [.. _leafWeight],
        LeafCount = [.. _leafCount],
        InternalValue = [.. _internalValue.Select(value => Scale(value, rate, bias))],
        InternalWeight = [.. _internalWeight],
        InternalCount = [.. _internalCount],
        CategoryBounds = _categoryBounds.Count > 1 ? [.. _categoryBounds] : [],
        CategoryBits = [.. _categoryBits],
        Shrinkage = bias == 0 ? rate : 1,
    };

    /// <summary>The leaves' outputs multiplied by <paramref name="rate"/>.</summary>
    public double[] Outputs(double rate) => [.. _leafValue.Select(value => Scale(value, rate, 0))];

    /// <summary>The leaf of a row of a binned table.</summary>
    public int LeafOf(IReadOnlyList<BinnedColumn> columns, int row)
    {
        if (NodeCount == 0)
        {
            return 0;
        }

        int node = 0;
        do
        {
            BinDecision decision = _decisions[node];
            node = decision.GoesLeft[columns[decision.Column][row]] != 0 ? _leftChild[node] : _rightChild[node];
        }
        while (node >= 0);
        return ~node;
    }

    private static double Scale(double value, double rate, double bias)
    {
        double scaled = value * rate;
        return (Math.Abs(scaled) <= BinMapper.ZeroThreshold ? 0 : scaled) + bias;
    }

    private int AddCategories(BinMapper mapper, int[] bins)
    {
        int start = _categoryBits.Count;
        foreach (int bin in bins)
        {
            int category = mapper.Categories[bin];
            while (_categoryBits.Count <= start + (category >> 5))
            {
                _categoryBits.Add(0);
            }

            _categoryBits[start + (category >> 5)] |= BitOperations.RotateLeft(1u, category & 31);
        }

        _categoryBounds.Add(_categoryBits.Count);
        return _categoryBounds.Count - 2;
    }

    private void AddLeaf(double value, double weight, int count, int parent)
    {
        _leafValue.Add(value);
        _leafWeight.Add(weight);
        _leafCount.Add(count);
        _leafParent.Add(parent);
    }
}
