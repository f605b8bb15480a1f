using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Orders the categories of a node that have enough rows by the smoothed ratio of gradient to hessian, ties by bin. Only so many from
/// either end can be in a split, so the many between are not sorted. Ratios that differ by no more than the rounding of their sums are ties:
/// of the first trees' gradients, which are few, many sums are equal, and which comes first must not be left to rounding.
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
        int kept = longest + Margin;
        if (longest > MostKept || ranked.Length <= 2 * kept)
        {
            ranked.Sort();
            OrderTies(ranked, bins, node, limits);
            return (Bins(ranked), longest);
        }

        Span<RankedBin> least = stackalloc RankedBin[kept];
        Span<RankedBin> most = stackalloc RankedBin[kept];
        KeepEnds(ranked, least, most);
        OrderTies(least, bins, node, limits);
        OrderTies(most, bins, node, limits);
        return ([.. Bins(least[..longest]), .. Bins(most[^longest..])], longest);
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

    /// <summary>Puts bins whose ratios are equal but for rounding into the order of their numbers.</summary>
    private static void OrderTies(Span<RankedBin> ranked, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        for (int start = 0; start < ranked.Length;)
        {
            int end = start + 1;
            while (end < ranked.Length && ranked[end].Ratio - ranked[end - 1].Ratio <= RoundingOf(ranked[end], new PackedGradient(bins[ranked[end].Bin]), node, limits))
            {
                end++;
            }

            ranked[start..end].Sort((a, b) => a.Bin.CompareTo(b.Bin));
            start = end;
        }
    }

    /// <summary>By how much rounding may have moved a ratio.</summary>
    private static double RoundingOf(RankedBin bin, PackedGradient sums, in NodeSums node, SplitLimits limits)
    {
        double units = node.GradientUnit + (Math.Abs(bin.Ratio) * node.HessianUnit);
        return ErrorsOfARow * Math.Sqrt(node.RowsOf(sums)) * units / ((sums.Hessian * node.HessianUnit) + limits.CatSmooth);
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
