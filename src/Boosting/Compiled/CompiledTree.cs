using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>A tree of any size that is walked down, node after node.</summary>
internal sealed class CompiledTree : IRowAdder
{
    /// <param name="tree">The tree.</param>
    /// <param name="coders">The coder of each lane.</param>
    /// <param name="laneOf">The lane of each feature.</param>
    public CompiledTree(Tree tree, IReadOnlyList<FeatureCoder> coders, IReadOnlyDictionary<int, int> laneOf)
    {
        NodeCount = tree.SplitFeature.Length;
        LeafValues = tree.LeafValue;
        Nodes = new CompiledNode[NodeCount + tree.LeafValue.Length];
        List<uint> bits = [];
        for (int node = 0; node < NodeCount; node++)
        {
            int lane = laneOf[tree.SplitFeature[node]];
            Nodes[node] = coders[lane].IsCategorical
                ? OfSet(tree, node, bits)
                : OfThreshold(tree, node, coders[lane]);
            Nodes[node].Lane = (ushort)lane;
            Nodes[node].Left = IndexOf(tree.LeftChild[node]);
            Nodes[node].Right = IndexOf(tree.RightChild[node]);
        }

        for (int leaf = NodeCount; leaf < Nodes.Length; leaf++)
        {
            Nodes[leaf].Left = leaf;
            Nodes[leaf].Right = leaf;
        }

        bits.Add(0);
        Bits = [.. bits];
    }

    /// <summary>The number of nodes; the leaves' entries follow theirs.</summary>
    public int NodeCount { get; }

    public CompiledNode[] Nodes { get; }

    public uint[] Bits { get; }

    public double[] LeafValues { get; }

    public void Add(ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores) => TraversalKernel.Add(this, codes[start..], stride, scores);

    private int IndexOf(int child) => child >= 0 ? child : NodeCount + ~child;

    private static CompiledNode OfThreshold(Tree tree, int node, FeatureCoder coder)
    {
        int low = (tree.DecisionType[node] & Tree.DefaultLeftBit) != 0 ? 0 : 1;
        return new CompiledNode { Low = (ushort)low, Range = (ushort)(coder.LastLeft(tree.Threshold[node]) - low) };
    }

    private static CompiledNode OfSet(Tree tree, int node, List<uint> bits)
    {
        int start = tree.CategoryBounds[(int)tree.Threshold[node]];
        int words = FeatureCoder.WordsOf(tree, node);
        CompiledNode compiled = new() { SetStart = bits.Count, SetWords = (ushort)words };
        bits.AddRange(tree.CategoryBits.AsSpan(start, words));
        bits.Add(0);
        return compiled;
    }
}
