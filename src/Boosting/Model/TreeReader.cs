using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Model;

/// <summary>Reads one tree of a model file and checks that it is one.</summary>
internal static class TreeReader
{
    private const int MostLeaves = 131_072;

    public static Tree Read(ref LineCursor cursor, int index, int features)
    {
        cursor.Integer("Tree", index, index);
        int leaves = cursor.Integer("num_leaves", 1, MostLeaves);
        int nodes = leaves - 1;
        int sets = cursor.Integer("num_cat", 0, nodes);
        Tree tree = new()
        {
            SplitFeature = cursor.List<int>("split_feature", nodes),
            SplitGain = cursor.List<double>("split_gain", nodes),
            Threshold = cursor.List<double>("threshold", nodes, allowsInfinity: true),
            DecisionType = cursor.List<byte>("decision_type", nodes),
            LeftChild = cursor.List<int>("left_child", nodes),
            RightChild = cursor.List<int>("right_child", nodes),
            LeafValue = cursor.List<double>("leaf_value", leaves),
            LeafWeight = cursor.List<double>("leaf_weight", leaves),
            LeafCount = cursor.List<long>("leaf_count", leaves),
            InternalValue = cursor.List<double>("internal_value", nodes),
            InternalWeight = cursor.List<double>("internal_weight", nodes),
            InternalCount = cursor.List<long>("internal_count", nodes),
            CategoryBounds = sets == 0 ? [] : cursor.List<int>("cat_boundaries", sets + 1),
            CategoryBits = sets == 0 ? [] : CategoryBits(ref cursor),
            Shrinkage = ReadEnd(ref cursor),
        };
        if (!cursor.HasFailed)
        {
            CheckNodes(ref cursor, tree, features, sets);
        }

        if (!cursor.HasFailed)
        {
            CheckShape(ref cursor, tree);
        }

        return tree;
    }

    private static double ReadEnd(ref LineCursor cursor)
    {
        if (cursor.Integer("is_linear", 0, 1) != 0)
        {
            cursor.Fail(ModelFailure.Unsupported);
        }

        double[] shrinkage = cursor.List<double>("shrinkage", 1);
        cursor.Expect("", ModelFailure.UnknownField);
        cursor.Expect("", ModelFailure.UnknownField);
        return cursor.HasFailed ? 1 : shrinkage[0];
    }

    /// <summary>As many words as the sets' bounds say, which is checked when all is read.</summary>
    private static uint[] CategoryBits(ref LineCursor cursor)
    {
        ReadOnlySpan<char> line = cursor.Peek();
        return cursor.List<uint>("cat_threshold", line[(line.IndexOf('=') + 1)..].Count(' ') + 1);
    }

    private static void CheckNodes(ref LineCursor cursor, Tree tree, int features, int sets)
    {
        for (int set = 0; set < sets; set++)
        {
            if (tree.CategoryBounds[set + 1] <= tree.CategoryBounds[set])
            {
                cursor.Fail(ModelFailure.MalformedCategories);
            }
        }

        if (sets > 0 && (tree.CategoryBounds[0] != 0 || tree.CategoryBounds[^1] != tree.CategoryBits.Length))
        {
            cursor.Fail(ModelFailure.MalformedCategories);
        }

        for (int node = 0; node < tree.SplitFeature.Length; node++)
        {
            bool isCategorical = (tree.DecisionType[node] & Tree.CategoricalBit) != 0;
            int missing = tree.DecisionType[node] >> Tree.MissingShift;
            if (tree.SplitFeature[node] < 0 || tree.SplitFeature[node] >= features || missing > (int)MissingType.NaN || tree.InternalCount[node] < 0)
            {
                cursor.Fail(ModelFailure.OutOfRange);
            }

            double set = tree.Threshold[node];
            if (isCategorical && (set != Math.Floor(set) || set < 0 || set >= sets))
            {
                cursor.Fail(ModelFailure.MalformedCategories);
            }
        }

        if (tree.LeafCount.Any(count => count < 0))
        {
            cursor.Fail(ModelFailure.OutOfRange);
        }
    }

    /// <summary>A child comes after its parent and has but one: then all are reached from the root, and none twice.</summary>
    private static void CheckShape(ref LineCursor cursor, Tree tree)
    {
        int nodes = tree.SplitFeature.Length;
        bool[] hasParent = new bool[nodes + tree.LeafValue.Length];
        for (int node = 0; node < nodes; node++)
        {
            foreach (int child in (ReadOnlySpan<int>)[tree.LeftChild[node], tree.RightChild[node]])
            {
                bool fits = child >= 0 ? child > node && child < nodes : ~child < tree.LeafValue.Length;
                if (!fits || hasParent[child >= 0 ? child : nodes + ~child])
                {
                    cursor.Fail(ModelFailure.NotATree);
                    return;
                }

                hasParent[child >= 0 ? child : nodes + ~child] = true;
            }
        }
    }
}
