using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Finds the best threshold of a numeric column. Bins are passed from the right, so that what is missing stays left; where
/// something is missing, from the left as well, so that it stays right.
/// </summary>
internal static class NumericSplitSearch
{
    private const double FactorAboveRounding = 1 + 1e-12;

    /// <param name="column">The index of the column among those that can be split.</param>
    /// <param name="mapper">Its bins.</param>
    /// <param name="bins">Its part of the node's histogram.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">The options.</param>
    /// <param name="direction">1 when outputs must not fall as the feature rises, -1 when they must not rise, 0 otherwise.</param>
    /// <param name="draw">A random number of 31 bits that chooses the only threshold to be tried; -1 to try all.</param>
    public static Split? Find(
        int column, BinMapper mapper, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits, int direction = 0, int draw = -1)
    {
        bool hasMissing = mapper.Missing != MissingType.None && mapper.BinCount > 2;
        int skipped = hasMissing && mapper.Missing == MissingType.Zero ? mapper.ZeroBin : -1;
        int ordinary = hasMissing && mapper.Missing == MissingType.NaN ? mapper.BinCount - 1 : mapper.BinCount;

        int only = draw < 0 ? -1 : mapper.BinCount > 2 ? draw % (mapper.BinCount - 2) : 0;
        Candidates candidates = new(direction, only);
        Best best = new(false, node.RequiredGain, 0, false, default, 0);
        PassFromRight(bins, ordinary, skipped, node, limits, candidates, ref best);
        if (hasMissing)
        {
            // Where no row is missing both passes part the rows alike and gain the same but for rounding; only the rows that they estimate may differ.
            bool isMissingAny = bins[mapper.Missing == MissingType.NaN ? mapper.BinCount - 1 : mapper.ZeroBin] != 0;
            int firstRows = mapper.IsFirstBinTheRest && mapper.Missing == MissingType.NaN ? node.RowsBeside(bins[1..]) : node.RowsOf(new PackedGradient(bins[0]));
            PassFromLeft(bins, skipped, firstRows, node, limits, candidates with { LeastFactor = isMissingAny ? 1 : FactorAboveRounding }, ref best);
        }

        if (!best.Found)
        {
            return null;
        }

        // Of two bins one of which is NaN's, the right one is the missing one.
        bool defaultLeft = best.DefaultLeft && !(mapper.Missing == MissingType.NaN && !hasMissing);
        PackedGradient right = node.Packed - best.Left;
        return new Split
        {
            Column = column,
            Gain = best.Gain - node.RequiredGain,
            Threshold = best.Threshold,
            DefaultLeft = defaultLeft,
            Left = best.Left,
            LeftOutput = node.Output(limits.Output, best.Left, best.LeftRows),
            RightOutput = node.Output(limits.Output, right, node.Rows - best.LeftRows),
        };
    }

    private static void PassFromRight(
        ReadOnlySpan<long> bins, int ordinary, int skipped, in NodeSums node, SplitLimits limits, Candidates candidates, ref Best best)
    {
        PackedGradient right = default;
        int rows = 0;
        for (int bin = ordinary - 1; bin >= 1; bin--)
        {
            // An empty bin moves nothing: the same two sides have been considered.
            if (bin == skipped || (bins[bin] == 0 && right.Bits != 0 && candidates.Only < 0))
            {
                continue;
            }

            PackedGradient added = new(bins[bin]);
            right += added;
            rows += node.RowsOf(added);
            if (Consider(node.Packed - right, right, rows, movedIsLeft: false, bin - 1, node, limits, candidates, ref best) == Pass.Stop)
            {
                return;
            }
        }
    }

    private static void PassFromLeft(
        ReadOnlySpan<long> bins, int skipped, int firstRows, in NodeSums node, SplitLimits limits, Candidates candidates, ref Best best)
    {
        PackedGradient left = default;
        int rows = 0;
        for (int bin = 0; bin <= bins.Length - 2; bin++)
        {
            if (bin == skipped || (bins[bin] == 0 && left.Bits != 0 && candidates.Only < 0))
            {
                continue;
            }

            PackedGradient added = new(bins[bin]);
            left += added;
            rows += bin == 0 ? firstRows : node.RowsOf(added);
            if (Consider(left, node.Packed - left, rows, movedIsLeft: true, bin, node, limits, candidates, ref best) == Pass.Stop)
            {
                return;
            }
        }
    }

    private static Pass Consider(
        PackedGradient left, PackedGradient right, int movedRows, bool movedIsLeft, int threshold, in NodeSums node, SplitLimits limits, Candidates candidates, ref Best best)
    {
        PackedGradient moved = movedIsLeft ? left : right;
        double movedHessian = (moved.Hessian * node.HessianUnit) + NodeSums.Epsilon;
        if (movedRows < limits.MinDataInLeaf || movedHessian < limits.MinSumHessianInLeaf)
        {
            return Pass.GoOn;
        }

        double stayingHessian = node.Hessian - movedHessian;
        if (node.Rows - movedRows < limits.MinDataInLeaf || stayingHessian < limits.MinSumHessianInLeaf)
        {
            return Pass.Stop;
        }

        if (candidates.Only >= 0 && threshold != candidates.Only)
        {
            return Pass.GoOn;
        }

        double movedGradient = moved.Gradient * node.GradientUnit;
        double gain = limits.IsPlain
            ? limits.Output.Gain(movedGradient, movedHessian) + limits.Output.Gain(node.Gradient - movedGradient, stayingHessian)
            : GainOf(
                new SideSums(movedGradient, movedHessian, movedRows),
                new SideSums(node.Gradient - movedGradient, stayingHessian, node.Rows - movedRows),
                movedIsLeft,
                node,
                limits,
                candidates.Direction);
        if (gain > best.Gain * candidates.LeastFactor)
        {
            best = new Best(true, gain, threshold, !movedIsLeft, left, movedIsLeft ? movedRows : node.Rows - movedRows);
        }

        return Pass.GoOn;
    }

    private static double GainOf(in SideSums moved, in SideSums staying, bool movedIsLeft, in NodeSums node, SplitLimits limits, int direction) => movedIsLeft
        ? node.SplitGain(limits, limits.Output, moved, staying, direction)
        : node.SplitGain(limits, limits.Output, staying, moved, direction);

    private enum Pass
    {
        GoOn,
        Stop,
    }

    private readonly record struct Best(bool Found, double Gain, int Threshold, bool DefaultLeft, PackedGradient Left, int LeftRows);

    /// <param name="Direction">The column's direction.</param>
    /// <param name="Only">The only threshold to be tried; -1 for all.</param>
    /// <param name="LeastFactor">What a gain must exceed the best by.</param>
    private readonly record struct Candidates(int Direction, int Only, double LeastFactor = 1);
}
