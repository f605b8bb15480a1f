using EnclaveCleanRoom.Boosting.Bins;
using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>
/// Finds the best threshold of a numeric column. Bins are passed from the right, so that what is missing stays left; where
/// something can be missing, from the left as well, so that it stays right.
/// </summary>
internal static class NumericSplitSearch
{
    public static Split? Find(int column, BinMapper mapper, ReadOnlySpan<long> bins, in NodeSums node, SplitLimits limits)
    {
        bool hasMissing = mapper.Missing != MissingType.None && mapper.BinCount > 2;
        int skipped = hasMissing && mapper.Missing == MissingType.Zero ? mapper.ZeroBin : -1;
        int ordinary = hasMissing && mapper.Missing == MissingType.NaN ? mapper.BinCount - 1 : mapper.BinCount;

        Best best = new(false, node.RequiredGain, 0, false, default);
        PassFromRight(bins, ordinary, skipped, node, limits, ref best);
        if (hasMissing)
        {
            PassFromLeft(bins, skipped, node, limits, ref best);
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
            LeftOutput = node.Output(limits.Output, best.Left),
            RightOutput = node.Output(limits.Output, right),
        };
    }

    private static void PassFromRight(ReadOnlySpan<long> bins, int ordinary, int skipped, in NodeSums node, SplitLimits limits, ref Best best)
    {
        PackedGradient right = default;
        for (int bin = ordinary - 1; bin >= 1; bin--)
        {
            if (bin == skipped)
            {
                continue;
            }

            right += new PackedGradient(bins[bin]);
            if (Consider(node.Packed - right, right, movedIsLeft: false, bin - 1, node, limits, ref best) == Pass.Stop)
            {
                return;
            }
        }
    }

    private static void PassFromLeft(ReadOnlySpan<long> bins, int skipped, in NodeSums node, SplitLimits limits, ref Best best)
    {
        PackedGradient left = default;
        for (int bin = 0; bin <= bins.Length - 2; bin++)
        {
            if (bin == skipped)
            {
                continue;
            }

            left += new PackedGradient(bins[bin]);
            if (Consider(left, node.Packed - left, movedIsLeft: true, bin, node, limits, ref best) == Pass.Stop)
            {
                return;
            }
        }
    }

    private static Pass Consider(
        PackedGradient left, PackedGradient right, bool movedIsLeft, int threshold, in NodeSums node, SplitLimits limits, ref Best best)
    {
        PackedGradient moved = movedIsLeft ? left : right;
        double movedHessian = (moved.Hessian * node.HessianUnit) + NodeSums.Epsilon;
        int movedRows = (int)((movedHessian * node.RowsPerHessian) + 0.5);
        if (movedRows < limits.MinDataInLeaf || movedHessian < limits.MinSumHessianInLeaf)
        {
            return Pass.GoOn;
        }

        double stayingHessian = node.Hessian - movedHessian;
        if (node.Rows - movedRows < limits.MinDataInLeaf || stayingHessian < limits.MinSumHessianInLeaf)
        {
            return Pass.Stop;
        }

        double movedGradient = moved.Gradient * node.GradientUnit;
        double gain = limits.Output.Gain(movedGradient, movedHessian) + limits.Output.Gain(node.Gradient - movedGradient, stayingHessian);
        if (gain > best.Gain)
        {
            best = new Best(true, gain, threshold, !movedIsLeft, left);
        }

        return Pass.GoOn;
    }

    private enum Pass
    {
        GoOn,
        Stop,
    }

    private readonly record struct Best(bool Found, double Gain, int Threshold, bool DefaultLeft, PackedGradient Left);
}
