using EnclaveCleanRoom.Boosting.Bins;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Draws the columns that the next tree may use, and those of them that a node may use; keeps features apart that must not meet.</summary>
internal sealed class FeatureSampling
{
    private readonly IReadOnlyList<BinnedColumn> _columns;
    private readonly IReadOnlyList<IReadOnlySet<int>> _sets;
    private readonly double _byNode;
    private readonly int _drawn;
    private readonly bool _drawsForTree;
    private LinearCongruential _generator;
    private int[] _ofTree = [];

    public FeatureSampling(BoosterOptions options, IReadOnlyList<BinnedColumn> columns)
    {
        _columns = columns;
        _sets = [.. options.InteractionConstraints.Select(set => set.ToHashSet())];
        _byNode = options.FeatureFractionBynode;
        _drawsForTree = options.FeatureFraction < 1;
        _drawn = Share(columns.Count, options.FeatureFraction);
        _generator = new LinearCongruential(options.FeatureFractionSeed);

        // The native program draws once when it sees the data, and again for its first tree.
        Draw();
    }

    /// <summary>Whether <see cref="DrawForNode"/> needs the features above a node.</summary>
    public bool NeedsPaths => _sets.Count > 0;

    /// <summary>For each column, whether the next tree may use it.</summary>
    public bool[] Draw()
    {
        _ofTree = _drawsForTree ? _generator.Sample(_columns.Count, _drawn) : [.. Enumerable.Range(0, _columns.Count)];
        return Marked(_ofTree);
    }

    /// <summary>For each column, whether a node may use it; null for all of the tree's.</summary>
    /// <param name="path">The features of the splits above it.</param>
    public bool[]? DrawForNode(IReadOnlyList<int> path)
    {
        if (_byNode >= 1 && _sets.Count == 0)
        {
            return null;
        }

        int[] allowed = _sets.Count == 0 ? _ofTree : Allowed(path);
        int count = Math.Min(Share(_ofTree.Length, _byNode), allowed.Length);
        return Marked(_byNode >= 1 ? allowed : [.. _generator.Sample(allowed.Length, count).Select(index => allowed[index])]);
    }

    /// <summary>The tree's columns that are in a set with all features above, or above themselves.</summary>
    private int[] Allowed(IReadOnlyList<int> path)
    {
        HashSet<int> features = [.. path];
        foreach (IReadOnlySet<int> set in _sets)
        {
            if (path.All(set.Contains))
            {
                features.UnionWith(set);
            }
        }

        return [.. _ofTree.Where(column => features.Contains(_columns[column].Feature))];
    }

    private static int Share(int columns, double fraction) => Math.Max((int)((columns * fraction) + 0.5), Math.Min(1, columns));

    private bool[] Marked(int[] columns)
    {
        bool[] marked = new bool[_columns.Count];
        foreach (int column in columns)
        {
            marked[column] = true;
        }

        return marked;
    }
}
