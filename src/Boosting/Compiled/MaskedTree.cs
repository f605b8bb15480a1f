using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>
/// A tree of at most 256 leaves, numbered from left to right, that looks at features and not at nodes: a node whose question a row answers with
/// no rules the leaves to its left out, and of the leaves that no node rules out the first is the row's. So the cost is the number of
/// features that a tree asks for, however deep it is, and nothing branches on a value.
/// </summary>
/// <remarks>Source: C. Lucchese et al., QuickScorer: A Fast Algorithm to Rank Documents with Additive Ensembles of Regression Trees, SIGIR 2015.</remarks>
internal sealed class MaskedTree : IRowAdder
{
    /// <summary>The largest number of leaves.</summary>
    public const int MostLeaves = 256;

    /// <summary>Trees of more leaves need sets of four words.</summary>
    public const int LeavesAWord = 64;

    private readonly double[] _leafValues;
    private readonly int _words;
    private readonly LeafMasks[] _features;

    /// <param name="tree">A tree of at most <see cref="MostLeaves"/> leaves.</param>
    /// <param name="coders">The coder of each lane.</param>
    /// <param name="laneOf">The lane of each feature.</param>
    public MaskedTree(Tree tree, IReadOnlyList<FeatureCoder> coders, IReadOnlyDictionary<int, int> laneOf)
    {
        _words = tree.LeafValue.Length <= LeavesAWord ? 1 : MostLeaves / LeavesAWord;
        _leafValues = new double[_words * LeavesAWord];
        (int First, int End)[] leftOf = new (int, int)[tree.SplitFeature.Length];
        int leaves = 0;
        Number(tree.SplitFeature.Length == 0 ? ~0 : 0);
        _features =
        [
            .. Enumerable.Range(0, leftOf.Length).GroupBy(node => laneOf[tree.SplitFeature[node]])
                .Select(group => new LeafMaskBuilder(tree, coders[group.Key], [.. group], leftOf, _words).Build(group.Key))
                .OrderBy(masks => masks.ClassOf.Length > 0),
        ];

        void Number(int node)
        {
            if (node < 0)
            {
                _leafValues[leaves++] = tree.LeafValue[~node];
                return;
            }

            int first = leaves;
            Number(tree.LeftChild[node]);
            leftOf[node] = (first, leaves);
            Number(tree.RightChild[node]);
        }
    }

    /// <summary>How many features the tree asks for.</summary>
    public static int FeaturesOf(Tree tree) => tree.SplitFeature.Distinct().Count();

    public void Add(ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores)
    {
        if (_words == 1)
        {
            MaskKernel.AddOneWord(_features, _leafValues, codes, stride, start, scores);
        }
        else
        {
            MaskKernel.AddFourWords(_features, _leafValues, codes, stride, start, scores);
        }
    }
}
