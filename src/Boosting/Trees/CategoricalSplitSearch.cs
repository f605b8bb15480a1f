using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Finds the best set of categories to go left. Few categories: each alone. Many: ordered by gradient over hessian, where an
/// optimal set is a prefix from one end. Bin 0 (missing, rare, unknown) is never in the set.
/// </summary>
/// <remarks>Source: W. D. Fisher, On Grouping for Maximum Homogeneity, JASA 53 (1958), as applied by LightGBM.</remarks>
internal static class CategoricalSplitSearch
{
    /// <param name="column">The index of the column among those that can be split.</param>
    /// <param name="mapper">Its bins.</param>
    /// <param name="bins">Its part of the node's histogram.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">The options.</param>
    /// <param name="draw">A random number of 31 bits that chooses the only category, or length of a prefix, to be tried; -1 to try all.</param>
    public static Split? Find(int column, BinMapper mapper, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, int draw = -1) =>
        mapper.BinCount <= limits.MaxCatToOnehot
            ? FindSingle(column, bins, node, limits, draw)
            : FindPrefix(column, bins, node, limits, draw);

    private static Split? FindSingle(int column, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, int draw)
    {
        int only = draw < 0 ? -1 : 1 + (draw % (bins.Length - 1));
        double bestGain = node.RequiredGainOfCategories;
        int best = -1;
        for (int bin = 1; bin < bins.Length; bin++)
        {
            PackedGradient inside = new(bins[bin]);
            double hessian = inside.Hessian * node.HessianUnit;
            int rows = node.RowsOf(hessian);
            double otherHessian = node.Hessian - hessian - NodeSums.Epsilon;
            if (rows < limits.MinDataInLeaf || hessian < limits.MinSumHessianInLeaf
                || node.Rows - rows < limits.MinDataInLeaf || otherHessian < limits.MinSumHessianInLeaf
                || (only >= 0 && bin != only))
            {
                continue;
            }

            double gradient = inside.Gradient * node.GradientUnit;
            double gain = limits.IsPlain
                ? limits.Output.Gain(node.Gradient - gradient, otherHessian) + limits.Output.Gain(gradient, hessian + NodeSums.Epsilon)
                : node.SplitGain(
                    limits,
                    limits.Output,
                    new SideSums(node.Gradient - gradient, otherHessian, node.Rows - rows),
                    new SideSums(gradient, hessian + NodeSums.Epsilon, rows),
                    direction: 0);
            if (gain > bestGain)
            {
                bestGain = gain;
                best = bin;
            }
        }

        return best < 0 ? null : MakeSplit(column, bestGain, [best], new PackedGradient(bins[best]), node.RowsOf(new PackedGradient(bins[best])), node, limits.Output);
    }

    private static Split? FindPrefix(int column, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, int draw)
    {
        (int[] order, int longest) = CategoryOrder.Of(bins, node, limits);
        Prefix best = new(node.RequiredGainOfCategories, 0, false, default, 0);
        int only = draw < 0 || longest == 0 ? -1 : draw % longest;
        TryPrefixes(order, longest, only, fromEnd: false, bins, node, limits, ref best);
        TryPrefixes(order, longest, only, fromEnd: true, bins, node, limits, ref best);
        if (best.Length == 0)
        {
            return null;
        }

        int[] leftBins = new int[best.Length];
        for (int i = 0; i < leftBins.Length; i++)
        {
            leftBins[i] = best.FromEnd ? order[^(i + 1)] : order[i];
        }

        return MakeSplit(column, best.Gain, leftBins, best.Left, best.LeftRows, node, limits.CategoricalOutput);
    }

    private static void TryPrefixes(
        int[] order, int longest, int only, bool fromEnd, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, ref Prefix best)
    {
        PackedGradient left = default;
        int leftRows = 0;
        int rowsInGroup = 0;
        for (int i = 0; i < longest; i++)
        {
            PackedGradient added = new(bins[fromEnd ? order[^(i + 1)] : order[i]]);
            int addedRows = node.RowsOf(added.Hessian * node.HessianUnit);
            left += added;
            leftRows += addedRows;
            rowsInGroup += addedRows;
            double leftHessian = (left.Hessian * node.HessianUnit) + NodeSums.Epsilon;
            if (leftRows < limits.MinDataInLeaf || leftHessian < limits.MinSumHessianInLeaf)
            {
                continue;
            }

            int rightRows = node.Rows - leftRows;
            double rightHessian = node.Hessian - leftHessian;
            if (rightRows < limits.MinDataInLeaf || rightRows < limits.MinDataPerGroup || rightHessian < limits.MinSumHessianInLeaf)
            {
                return;
            }

            if (rowsInGroup < limits.MinDataPerGroup)
            {
                continue;
            }

            rowsInGroup = 0;
            if (only >= 0 && i != only)
            {
                continue;
            }

            double leftGradient = left.Gradient * node.GradientUnit;
            double gain = limits.IsPlain
                ? limits.CategoricalOutput.Gain(leftGradient, leftHessian) + limits.CategoricalOutput.Gain(node.Gradient - leftGradient, rightHessian)
                : node.SplitGain(
                    limits,
                    limits.CategoricalOutput,
                    new SideSums(leftGradient, leftHessian, leftRows),
                    new SideSums(node.Gradient - leftGradient, rightHessian, rightRows),
                    direction: 0);
            if (gain > best.Gain)
            {
                best = new Prefix(gain, i + 1, fromEnd, left, leftRows);
            }
        }
    }

    private static Split MakeSplit(
        int column, double gain, int[] leftBins, PackedGradient left, int leftRows, in NodeSums node, LeafOutput output)
    {
        PackedGradient right = node.Packed - left;
        return new Split
        {
            Column = column,
            Gain = gain - node.RequiredGainOfCategories,
            LeftBins = leftBins,
            Left = left,
            LeftOutput = node.Output(output, left, leftRows),
            RightOutput = node.Output(output, right, node.Rows - leftRows),
        };
    }

    private readonly record struct Prefix(double Gain, int Length, bool FromEnd, PackedGradient Left, int LeftRows);
}
