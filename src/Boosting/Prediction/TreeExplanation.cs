using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Prediction;

/// <summary>
/// The exact Shapley values of one tree's output: the mean over all orders of features of what learning a feature's value changes, where
/// an unknown feature sends a row both ways in proportion to the training rows that went there.
/// </summary>
/// <remarks>Source: S. M. Lundberg, G. G. Erion, S.-I. Lee, Consistent Individualized Feature Attribution for Tree Ensembles, 2018, algorithm 2.</remarks>
internal sealed class TreeExplanation
{
    private readonly Tree _tree;
    private readonly double _mean;
    private readonly int _depth;

    public TreeExplanation(Tree tree)
    {
        _tree = tree;
        _mean = Mean(tree);
        _depth = Depth(tree);
    }

    /// <summary>Adds the values of a row to one entry a feature, and the tree's mean to the entry after them.</summary>
    public void Add(ReadOnlySpan<double> features, Span<double> contributions)
    {
        contributions[^1] += _mean;
        if (_tree.SplitFeature.Length > 0)
        {
            ExplanationPath path = new(_depth + 2);
            Walk(features, contributions, 0, path, 1, 1, -1);
        }
    }

    private void Walk(
        ReadOnlySpan<double> features, Span<double> contributions, int node, ExplanationPath path, double zeroShare, double oneShare, int feature)
    {
        path.Extend(zeroShare, oneShare, feature);
        if (node < 0)
        {
            for (int i = 1; i < path.Length; i++)
            {
                contributions[path.FeatureAt(i)] += path.WeightWithout(i) * (path.OneShareAt(i) - path.ZeroShareAt(i)) * _tree.LeafValue[~node];
            }

            return;
        }

        int split = _tree.SplitFeature[node];
        bool goesLeft = _tree.GoesLeft(node, features[split]);
        int hot = goesLeft ? _tree.LeftChild[node] : _tree.RightChild[node];
        int cold = goesLeft ? _tree.RightChild[node] : _tree.LeftChild[node];
        double rows = CountOf(_tree, node);
        double hotShare = rows == 0 ? 0 : CountOf(_tree, hot) / rows;
        double coldShare = rows == 0 ? 0 : CountOf(_tree, cold) / rows;
        double earlierZero = 1;
        double earlierOne = 1;

        // A feature seen before is undone and taken again with both conditions at once.
        int earlier = path.IndexOf(split);
        if (earlier >= 0)
        {
            earlierZero = path.ZeroShareAt(earlier);
            earlierOne = path.OneShareAt(earlier);
            path.Remove(earlier);
        }

        Walk(features, contributions, hot, path.Copy(), hotShare * earlierZero, earlierOne, split);
        Walk(features, contributions, cold, path.Copy(), coldShare * earlierZero, 0, split);
    }

    private static double CountOf(Tree tree, int node) => node >= 0 ? tree.InternalCount[node] : tree.LeafCount[~node];

    private static double Mean(Tree tree)
    {
        if (tree.SplitFeature.Length == 0)
        {
            return tree.LeafValue[0];
        }

        double total = tree.InternalCount[0];
        double mean = 0;
        for (int leaf = 0; leaf < tree.LeafValue.Length; leaf++)
        {
            mean += total == 0 ? 0 : tree.LeafCount[leaf] / total * tree.LeafValue[leaf];
        }

        return mean;
    }

    private static int Depth(Tree tree)
    {
        // A child comes after its parent.
        int[] depths = new int[tree.SplitFeature.Length];
        for (int node = 0; node < depths.Length; node++)
        {
            foreach (int child in (ReadOnlySpan<int>)[tree.LeftChild[node], tree.RightChild[node]])
            {
                if (child >= 0)
                {
                    depths[child] = depths[node] + 1;
                }
            }
        }

        return depths.Length == 0 ? 0 : depths.Max() + 1;
    }
}
