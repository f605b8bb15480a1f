using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Makes the sets of leaves of one feature of a tree.</summary>
/// <param name="tree">The tree.</param>
/// <param name="coder">The feature's coder.</param>
/// <param name="nodes">The nodes that ask for the feature.</param>
/// <param name="leftOf">For each node of the tree the leaves on its left.</param>
/// <param name="words">The words of a set.</param>
internal sealed class LeafMaskBuilder(Tree tree, FeatureCoder coder, int[] nodes, (int First, int End)[] leftOf, int words)
{
    private const int MostListed = 512;

    private readonly List<ulong> _sets = [];

    public LeafMasks Build(int lane)
    {
        ushort[] classOf = new ushort[coder.CodeCount];
        if (coder.IsCategorical)
        {
            ClassifyCategories(classOf);
        }
        else
        {
            ClassifyThresholds(classOf);
        }

        // Where sets are few and short, they are listed code by code.
        return words == 1 && classOf.Length <= MostListed
            ? new LeafMasks(lane, [], Array.ConvertAll(classOf, ofCode => _sets[ofCode]))
            : new LeafMasks(lane, classOf, [.. _sets]);
    }

    /// <summary>Between two thresholds, and for what is missing, every code has the same answers.</summary>
    private void ClassifyThresholds(ushort[] classOf)
    {
        int[] lastLeft = [.. nodes.Select(node => coder.LastLeft(tree.Threshold[node]))];
        classOf[0] = NewClass(node => (tree.DecisionType[nodes[node]] & Tree.DefaultLeftBit) != 0);
        int code = 1;
        foreach (int end in lastLeft.Append(classOf.Length - 1).Distinct().Order())
        {
            if (code <= end)
            {
                int first = code;
                ushort ofRun = NewClass(node => first <= lastLeft[node]);
                classOf.AsSpan(code..(end + 1)).Fill(ofRun);
                code = end + 1;
            }
        }
    }

    /// <summary>Most categories are in no set.</summary>
    private void ClassifyCategories(ushort[] classOf)
    {
        classOf.AsSpan().Fill(NewClass(_ => false));
        foreach (int node in nodes)
        {
            int start = tree.CategoryBounds[(int)tree.Threshold[node]];
            int words = FeatureCoder.WordsOf(tree, node);
            for (int bit = 0; bit < 32 * words; bit++)
            {
                if ((tree.CategoryBits[start + (bit >> 5)] >> (bit & 31) & 1) != 0 && classOf[bit] == 0)
                {
                    classOf[bit] = NewClass(other => tree.GoesLeft(nodes[other], bit));
                }
            }
        }
    }

    /// <param name="goesLeft">The answer of each of the feature's nodes.</param>
    private ushort NewClass(Func<int, bool> goesLeft)
    {
        Span<ulong> set = stackalloc ulong[words];
        set.Fill(ulong.MaxValue);
        for (int node = 0; node < nodes.Length; node++)
        {
            if (!goesLeft(node))
            {
                (int first, int end) = leftOf[nodes[node]];
                for (int leaf = first; leaf < end; leaf++)
                {
                    set[leaf >> 6] &= ~(1UL << (leaf & 63));
                }
            }
        }

        int at = _sets.Count;
        _sets.AddRange(set);
        return checked((ushort)at);
    }
}
