using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>
/// Whether a tree is better walked down than asked by features. Walking costs the depth of a row's leaf, and of four rows side by side the
/// deepest one's; categorical trees are often like chains, hundreds of nodes deep. Asking costs the number of features.
/// </summary>
internal static class WalkCost
{
    // Measured in the prediction benchmarks, in the time of one step of a walk.
    private const double OneWordFeature = 0.3;
    private const double FourWordFeature = 0.7;

    public static bool Prefers(Tree tree)
    {
        if (tree.LeafValue.Length > MaskedTree.MostLeaves)
        {
            return true;
        }

        double ofFeature = tree.LeafValue.Length <= MaskedTree.LeavesAWord ? OneWordFeature : FourWordFeature;
        return StepsOfWalk(tree) < ofFeature * MaskedTree.FeaturesOf(tree);
    }

    /// <summary>The expected depth of the deepest leaf of four rows drawn like the training's.</summary>
    private static double StepsOfWalk(Tree tree)
    {
        int[] depths = DepthsOf(tree);
        double rows = tree.LeafCount.Sum(count => (double)count);
        double steps = 0;
        double before = 0;
        double upTo = 0;
        foreach (IGrouping<int, int> leaves in Enumerable.Range(0, depths.Length).GroupBy(leaf => depths[leaf]).OrderBy(group => group.Key))
        {
            // A model file need not tell how many rows a leaf had.
            upTo += rows > 0 ? leaves.Sum(leaf => (double)tree.LeafCount[leaf]) / rows : leaves.Count() / (double)depths.Length;
            steps += leaves.Key * (OfFour(upTo) - OfFour(before));
            before = upTo;
        }

        return steps;
    }

    /// <summary>The probability that four rows are what each is with this probability.</summary>
    private static double OfFour(double share) => share * share * share * share;

    private static int[] DepthsOf(Tree tree)
    {
        int[] depths = new int[tree.LeafValue.Length];
        Stack<(int Node, int Depth)> open = new([(tree.SplitFeature.Length == 0 ? ~0 : 0, 0)]);
        while (open.TryPop(out (int Node, int Depth) at))
        {
            if (at.Node < 0)
            {
                depths[~at.Node] = at.Depth;
                continue;
            }

            open.Push((tree.LeftChild[at.Node], at.Depth + 1));
            open.Push((tree.RightChild[at.Node], at.Depth + 1));
        }

        return depths;
    }
}
