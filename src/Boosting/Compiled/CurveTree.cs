using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Compiled;

/// <summary>A tree that asks for one feature only, as those of additive models do: its output stands in a table by the feature's code.</summary>
internal sealed class CurveTree : IRowAdder
{
    // The table stays in the first-level cache, and thousands of such trees in memory.
    private const int MostCodes = 1024;

    private readonly int _lane;
    private readonly double[] _valueOf;

    private CurveTree(int lane, double[] valueOf) => (_lane, _valueOf) = (lane, valueOf);

    /// <summary>Null when the tree asks for another number of features, or its feature has too many codes.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="coders">The coder of each lane.</param>
    /// <param name="laneOf">The lane of each feature.</param>
    public static CurveTree? From(Tree tree, IReadOnlyList<FeatureCoder> coders, IReadOnlyDictionary<int, int> laneOf)
    {
        if (tree.SplitFeature.Length == 0 || tree.SplitFeature.AsSpan().ContainsAnyExcept(tree.SplitFeature[0]))
        {
            return null;
        }

        int lane = laneOf[tree.SplitFeature[0]];
        FeatureCoder coder = coders[lane];
        if (coder.CodeCount > MostCodes)
        {
            return null;
        }

        // Each code is walked down once.
        ushort[] codes = [.. Enumerable.Range(0, coder.CodeCount).Select(code => (ushort)code)];
        double[] valueOf = new double[codes.Length];
        new CompiledTree(tree, [coder], new Dictionary<int, int> { [coder.Feature] = 0 }).Add(codes, codes.Length, 0, valueOf);
        return new CurveTree(lane, valueOf);
    }

    public void Add(ReadOnlySpan<ushort> codes, int stride, int start, Span<double> scores)
    {
        double[] valueOf = _valueOf;
        ReadOnlySpan<ushort> own = codes.Slice((_lane * stride) + start, scores.Length);
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] += valueOf[own[row]];
        }
    }
}
