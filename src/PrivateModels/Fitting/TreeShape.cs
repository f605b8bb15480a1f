using EnclaveCleanRoom.PrivateModels.Binning;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>The questions of a symmetric tree, over public cells.</summary>
/// <param name="Levels">The root's first, at most 8.</param>
internal sealed record TreeShape(IReadOnlyList<TreeShape.Level> Levels)
{
    internal int Leaves => 1 << Levels.Count;

    /// <summary>The leaf of each row.</summary>
    internal ushort[] LeavesOf(BinnedRows rows)
    {
        ushort[] leaves = new ushort[rows.RowCount];
        for (int level = 0; level < Levels.Count; level++)
        {
            ushort[] bits = [.. Levels[level].GoesRight.Select(right => (ushort)(right ? 1 << level : 0))];
            ushort[] cells = rows.Cells[Levels[level].Feature];
            for (int row = 0; row < leaves.Length; row++)
            {
                leaves[row] |= bits[cells[row]];
            }
        }

        return leaves;
    }

    /// <summary>For each feature, unless it is the only one, which leaves its own splits do not tell apart: a number by leaf.</summary>
    internal IReadOnlyList<int[]> Margins()
    {
        int[] masks = [.. Enumerable.Range(0, Levels.Count).GroupBy(level => Levels[level].Feature, (_, levels) => levels.Sum(level => 1 << level))];
        return masks.Length == 1 ? [] : [.. masks.Select(mask => Enumerable.Range(0, Leaves).Select(leaf => leaf & mask).ToArray())];
    }

    internal FeatureTree ToTree(IReadOnlyList<FeatureGrid> grids, IEnumerable<double> values) => new()
    {
        Splits = [.. Levels.Select(level => level.ToSplit(grids[level.Feature]))],
        Values = [.. values],
    };

    /// <summary>A split.</summary>
    /// <param name="Feature">Of which feature.</param>
    /// <param name="GoesRight">By cell; the last, that of missing values, does. Those of a number that go left come first.</param>
    internal sealed record Level(int Feature, bool[] GoesRight)
    {
        internal FeatureSplit ToSplit(FeatureGrid grid) => new()
        {
            Feature = Feature,
            Threshold = grid.Feature.IsCategorical ? 0 : grid.Thresholds[Array.IndexOf(GoesRight, true) - 1],
            Codes = grid.Feature.IsCategorical ? [.. Enumerable.Range(0, grid.Cells).Where(code => !GoesRight[code])] : [],
        };
    }
}
