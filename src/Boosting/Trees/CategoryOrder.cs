using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Orders the categories of a node that have enough rows by the smoothed ratio of gradient to hessian, ties by bin. Only so many from
/// either end can be in a split, so the many between are not sorted.
/// </summary>
internal static class CategoryOrder
{
    // Past this many from an end, sorting all is cheaper than keeping the ends in order.
    private const int MostKept = 64;

    [ThreadStatic]
    private static RankedBin[]? s_ranked;

    /// <param name="bins">The column's part of the node's histogram.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">The options.</param>
    /// <returns>The bins in rising order, of which those between the first and the last <c>Longest</c> may be left out.</returns>
    public static (int[] Order, int Longest) Of(ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        if (s_ranked is null || s_ranked.Length < bins.Length)
        {
            s_ranked = new RankedBin[bins.Length];
        }

        Span<RankedBin> ranked = s_ranked.AsSpan(0, Rank(bins, node, limits, s_ranked));
        int longest = Math.Min(limits.MaxCatThreshold, (ranked.Length + 1) / 2);
        if (longest > MostKept || ranked.Length <= 2 * longest)
        {
            ranked.Sort();
            return (Bins(ranked), longest);
        }

        Span<RankedBin> least = stackalloc RankedBin[longest];
        Span<RankedBin> most = stackalloc RankedBin[longest];
        KeepEnds(ranked, least, most);
        return ([.. Bins(least), .. Bins(most)], longest);
    }

    private static int Rank(ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, Span<RankedBin> ranked)
    {
        uint enough = LeastHessian(node, limits);
        int count = 0;
        for (int bin = 1; bin < bins.Length; bin++)
        {
            PackedGradient sums = new(bins[bin]);
            if (sums.Hessian >= enough)
            {
                double ratio = sums.Gradient * node.GradientUnit / ((sums.Hessian * node.HessianUnit) + limits.CatSmooth);
                ranked[count++] = new RankedBin(ratio, bin);
            }
        }

        return count;
    }

    /// <summary>The least hessian, in its units, that stands for enough rows; the number of rows rises with the hessian.</summary>
    private static uint LeastHessian(in NodeSums node, SplitLimits limits)
    {
        uint low = 0;
        uint high = node.Packed.Hessian;
        while (low < high)
        {
            uint middle = low + ((high - low) / 2);
            if (node.RowsOf(middle * node.HessianUnit) >= limits.CatSmooth)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return node.RowsOf(low * node.HessianUnit) >= limits.CatSmooth ? low : uint.MaxValue;
    }

    private static void KeepEnds(ReadOnlySpan<RankedBin> ranked, Span<RankedBin> least, Span<RankedBin> most)
    {
        int kept = least.Length;
        ranked[..kept].CopyTo(least);
        ranked[..kept].CopyTo(most);
        least.Sort();
        most.Sort();
        foreach (RankedBin bin in ranked[kept..])
        {
            if (bin.CompareTo(least[^1]) < 0)
            {
                int at = ~least.BinarySearch(bin);
                least[at..^1].CopyTo(least[(at + 1)..]);
                least[at] = bin;
            }

            if (bin.CompareTo(most[0]) > 0)
            {
                int at = ~most.BinarySearch(bin) - 1;
                most[1..(at + 1)].CopyTo(most);
                most[at] = bin;
            }
        }
    }

    private static int[] Bins(ReadOnlySpan<RankedBin> ranked)
    {
        int[] bins = new int[ranked.Length];
        for (int i = 0; i < bins.Length; i++)
        {
            bins[i] = ranked[i].Bin;
        }

        return bins;
    }

    private readonly record struct RankedBin(double Ratio, int Bin) : IComparable<RankedBin>
    {
        public int CompareTo(RankedBin other)
        {
            int order = Ratio.CompareTo(other.Ratio);
            return order != 0 ? order : Bin.CompareTo(other.Bin);
        }
    }
}
