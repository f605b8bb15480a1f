using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Orders the categories of a node that have enough rows by the smoothed ratio of gradient to hessian, ties by bin. Only so many from
/// either end can be in a split, so the many between are not sorted. Ratios and hessians that differ by no more than the rounding of their sums are ties:
/// of the first trees' derivatives, which are few, many sums are equal, and which comes first must not be left to rounding.
/// </summary>
internal static class CategoryOrder
{
    // Past this many from an end, sorting all is cheaper than keeping the ends in order.
    private const int MostKept = 64;

    // So many more are kept at either end, whose ties with those that count are to be seen.
    private const int Margin = 16;

    // The rounding errors of n rows are about so many units times the root of n, at most.
    private const double ErrorsOfARow = 2;

    [ThreadStatic]
    private static RatioList? s_all;

    [ThreadStatic]
    private static RatioList? s_least;

    [ThreadStatic]
    private static RatioList? s_most;

    /// <param name="bins">The column's part of the node's histogram.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">The options.</param>
    /// <returns>The bins in rising order, of which those between the first and the last <c>Longest</c> may be left out.</returns>
    public static (int[] Order, int Longest) Of(ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        RatioList all = RatioList.WithRoom(ref s_all, bins.Length);
        RatioKernel.Rank(bins, node, limits.CatSmooth, LeastHessian(node, limits), all);
        int longest = Math.Min(limits.MaxCatThreshold, (all.Count + 1) / 2);
        int kept = longest + Margin;
        if (longest <= MostKept && all.Count > 2 * kept)
        {
            RatioList least = RatioList.WithRoom(ref s_least, kept);
            RatioList most = RatioList.WithRoom(ref s_most, kept);
            RatioKernel.KeepEnds(all, kept, least, most);
            int lastOfLeast = OrderTies(least, bins, node, limits).Last;
            int firstOfMost = OrderTies(most, bins, node, limits).First;

            // Ties that go on past what was kept may hold lesser bins: then there is no way around sorting all.
            if (lastOfLeast >= longest && firstOfMost <= kept - longest)
            {
                return ([.. least.Bins[..longest], .. most.Bins[^longest..]], longest);
            }
        }

        all.Sort();
        OrderTies(all, bins, node, limits);
        return ([.. all.Bins], longest);
    }

    /// <summary>The least hessian, in its units, that stands for enough rows; the number of rows rises with the hessian. At least one: a category without any has no ratio.</summary>
    private static uint LeastHessian(in NodeSums node, SplitLimits limits)
    {
        uint low = 1;
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

    /// <summary>Puts bins whose sums are equal but for rounding into the order of their numbers.</summary>
    /// <returns>Where the first ties end, and where the last start.</returns>
    private static (int First, int Last) OrderTies(RatioList ranked, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        int first = 0;
        int last = 0;
        for (int start = 0; start < ranked.Count;)
        {
            int end = start + 1;
            while (end < ranked.Count && AreTies(end, ranked, bins, node, limits))
            {
                end++;
            }

            ranked.Bins[start..end].Sort();
            first = start == 0 ? end : first;
            last = start;
            start = end;
        }

        return (first, last);
    }

    /// <summary>Whether a bin's sums are those of the one before it but for rounding.</summary>
    private static bool AreTies(int at, RatioList ranked, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        double further = ranked.Ratios[at] - ranked.Ratios[at - 1];
        if (further == 0)
        {
            return true;
        }

        PackedGradient sums = new(bins[ranked.Bins[at]]);
        double errors = ErrorsOfARow * Math.Sqrt(node.RowsOf(sums));
        double apart = (double)sums.Hessian - new PackedGradient(bins[ranked.Bins[at - 1]]).Hessian;
        return Math.Abs(apart) <= errors && further <= RoundingOf(ranked.Ratios[at], errors, sums, node, limits);
    }

    /// <summary>By how much rounding may have moved a ratio.</summary>
    private static double RoundingOf(double ratio, double errors, PackedGradient sums, in NodeSums node, SplitLimits limits)
    {
        double units = node.GradientUnit + (Math.Abs(ratio) * node.HessianUnit);
        return errors * units / ((sums.Hessian * node.HessianUnit) + limits.CatSmooth);
    }
}
