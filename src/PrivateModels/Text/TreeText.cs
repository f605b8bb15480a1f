namespace EnclaveCleanRoom.PrivateModels.Text;

/// <summary>A symmetric tree as one of the model file, where each node has a split of its own: those of a level are copies.</summary>
internal static class TreeText
{
    internal static string Write(int index, FeatureTree tree, IReadOnlyList<PrivateFeature> features)
    {
        TreeNodes nodes = new();
        Grow(nodes, tree, features, level: 0, leaf: 0);
        return nodes.Write(index);
    }

    private static int Grow(TreeNodes nodes, FeatureTree tree, IReadOnlyList<PrivateFeature> features, int level, int leaf)
    {
        if (level == tree.Splits.Length)
        {
            return nodes.AddLeaf(tree.Values[leaf]);
        }

        FeatureSplit split = tree.Splits[level];
        int node = features[split.Feature].IsCategorical
            ? nodes.AddCategorical(split.Feature, split.Codes)
            : nodes.AddNumeric(split.Feature, ModelText.Number(split.Threshold));
        int left = Grow(nodes, tree, features, level + 1, leaf);
        nodes.Join(node, left, Grow(nodes, tree, features, level + 1, leaf | (1 << level)));
        return node;
    }
}
