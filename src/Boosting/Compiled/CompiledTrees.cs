using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>Trees that decide by codes, and how rows are coded for them.</summary>
internal sealed class CompiledTrees
{
    private CompiledTrees(IReadOnlyList<FeatureCoder> coders, IReadOnlyList<IRowAdder> trees)
    {
        Coders = coders;
        Trees = trees;
    }

    /// <summary>The coder of each lane of a coded row.</summary>
    public IReadOnlyList<FeatureCoder> Coders { get; }

    public IReadOnlyList<IRowAdder> Trees { get; }

    /// <summary>Null when some feature cannot be coded, as in trees that no program of this kind grows.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="team">Who compiles them.</param>
    public static CompiledTrees? From(IReadOnlyList<Tree> trees, Team team)
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
        IRowAdder[] compiled = new IRowAdder[trees.Count];
        team.Run(compiled.Length, (_, index) => compiled[index] = Compile(trees[index], known, laneOf));
        return new CompiledTrees(known, compiled);
    }

    private static IRowAdder Compile(Tree tree, FeatureCoder[] coders, Dictionary<int, int> laneOf) =>
        CurveTree.From(tree, coders, laneOf) is CurveTree curve ? curve
        : WalkCost.Prefers(tree) ? new CompiledTree(tree, coders, laneOf)
        : new MaskedTree(tree, coders, laneOf);
}
