using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Trees that decide by codes, and how rows are coded for them.</summary>
internal sealed class CompiledTrees
{
    private CompiledTrees(IReadOnlyList<FeatureCoder> coders, IReadOnlyList<CompiledTree> trees)
    {
        Coders = coders;
        Trees = trees;
    }

    /// <summary>The coder of each lane of a coded row.</summary>
    public IReadOnlyList<FeatureCoder> Coders { get; }

    public IReadOnlyList<CompiledTree> Trees { get; }

    /// <summary>Null when some feature cannot be coded, as in trees that no program of this kind grows.</summary>
    public static CompiledTrees? From(IReadOnlyList<Tree> trees)
    {
        Dictionary<int, List<(Tree Tree, int Node)>> nodesOf = [];
        foreach (Tree tree in trees)
        {
            for (int node = 0; node < tree.SplitFeature.Length; node++)
            {
                if (!nodesOf.TryGetValue(tree.SplitFeature[node], out List<(Tree Tree, int Node)>? nodes))
                {
                    nodesOf.Add(tree.SplitFeature[node], nodes = []);
                }

                nodes.Add((tree, node));
            }
        }

        FeatureCoder?[] coders = [.. nodesOf.OrderBy(pair => pair.Key).Select(pair => FeatureCoder.For(pair.Key, pair.Value))];
        if (coders.Contains(null) || coders.Length > ushort.MaxValue)
        {
            return null;
        }

        FeatureCoder[] known = [.. coders.OfType<FeatureCoder>()];
        Dictionary<int, int> laneOf = known.Index().ToDictionary(pair => pair.Item.Feature, pair => pair.Index);
        return new CompiledTrees(known, [.. trees.Select(tree => new CompiledTree(tree, known, laneOf))]);
    }
}
