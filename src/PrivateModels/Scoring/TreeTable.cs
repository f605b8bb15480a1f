namespace EnclaveCleanRoom.PrivateModels.Scoring;

/// <summary>A tree of several features, laid out for looking values up.</summary>
internal sealed class TreeTable
{
    private readonly SplitTable[] _splits;
    private readonly double[] _values;

    internal TreeTable(FeatureTree tree, IReadOnlyList<PrivateFeature> features)
    {
        _splits = [.. tree.Splits.Select(split => new SplitTable(split, features[split.Feature]))];
        _values = [.. tree.Values];
    }

    internal double ValueOf(ReadOnlySpan<double> row)
    {
        int leaf = 0;
        for (int level = 0; level < _splits.Length; level++)
        {
            leaf |= _splits[level].Side(row[_splits[level].Feature]) << level;
        }

        return _values[leaf];
    }

    /// <summary>Adds the values of a run of rows.</summary>
    internal void Add(IReadOnlyList<PrivateColumn> columns, int start, Span<double> scores)
    {
        Span<byte> leaves = stackalloc byte[256];
        for (int at = 0; at < scores.Length; at += leaves.Length)
        {
            Span<double> part = scores.Slice(at, Math.Min(leaves.Length, scores.Length - at));
            Span<byte> leaf = leaves[..part.Length];
            leaf.Clear();
            for (int level = 0; level < _splits.Length; level++)
            {
                _splits[level].Mark(columns[_splits[level].Feature], start + at, level, leaf);
            }

            for (int i = 0; i < part.Length; i++)
            {
                part[i] += _values[leaf[i]];
            }
        }
    }
}
