namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>Which public cells of a feature share a leaf at present: every cell its own at first, coarser where released curvatures say that little lies there.</summary>
internal sealed class CurveCells
{
    private CurveCells(int[] leafOfCell, int count, int ordered) => (LeafOfCell, Count, Ordered) = (leafOfCell, count, ordered);

    /// <summary>The leaf of each cell, the missing one's last.</summary>
    internal int[] LeafOfCell { get; }

    internal int Count { get; }

    /// <summary>How many leaves, the first ones, have an order.</summary>
    internal int Ordered { get; }

    /// <summary>Every cell is a leaf.</summary>
    internal static CurveCells Whole(int cells, bool isOrdered) => new([.. Enumerable.Range(0, cells + 1)], cells + 1, isOrdered ? cells : 0);

    /// <summary>
    /// Joins neighbours until there are at most so many leaves. The roots of curvatures are shared out evenly rather than curvatures, for a crowded cell not to leave all others in one; what noise
    /// could have made counts nothing.
    /// </summary>
    /// <param name="curvatures">By present leaf.</param>
    /// <param name="deviation">Standard deviation of their noise.</param>
    /// <param name="mostLeaves">At least 2.</param>
    internal CurveCells Refine(ReadOnlySpan<double> curvatures, double deviation, int mostLeaves)
    {
        if (Ordered <= mostLeaves)
        {
            return this;
        }

        double total = 0;
        for (int leaf = 0; leaf < Ordered; leaf++)
        {
            total += Math.Sqrt(Math.Max(0, curvatures[leaf] - deviation));
        }

        int[] joined = new int[Count];
        double gathered = 0;
        int open = 0;
        double wanted = total / mostLeaves;
        for (int leaf = 0; leaf < Ordered; leaf++)
        {
            double own = Math.Sqrt(Math.Max(0, curvatures[leaf] - deviation));
            if (leaf > 0 && gathered > 0 && gathered + (own / 2) >= wanted && open + 1 < mostLeaves)
            {
                open++;
                gathered = 0;
            }

            joined[leaf] = open;
            gathered += own;
        }

        for (int leaf = Ordered; leaf < Count; leaf++)
        {
            joined[leaf] = open + 1 + leaf - Ordered;
        }

        return new CurveCells([.. LeafOfCell.Select(leaf => joined[leaf])], open + 1 + Count - Ordered, open + 1);
    }
}
