using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>What a split search knows of the node it is to split.</summary>
internal readonly struct NodeSums
{
    // Keeps denominators away from zero; far below what any sum resolves.
    public const double Epsilon = 1e-15;

    public NodeSums(PackedGradient packed, int rows, double gradientUnit, double hessianUnit, SplitLimits limits)
        : this(packed, rows, gradientUnit, hessianUnit, limits, 0, OutputBounds.None)
    {
    }

    /// <param name="packed">The sums.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="gradientUnit">What one unit of a packed gradient is worth.</param>
    /// <param name="hessianUnit">What one unit of a packed hessian is worth.</param>
    /// <param name="limits">The options.</param>
    /// <param name="output">The node's own output, to which those of its children are drawn.</param>
    /// <param name="bounds">Between which values those must lie.</param>
    public NodeSums(PackedGradient packed, int rows, double gradientUnit, double hessianUnit, SplitLimits limits, double output, OutputBounds bounds)
    {
        Packed = packed;
        Rows = rows;
        GradientUnit = gradientUnit;
        HessianUnit = hessianUnit;
        Gradient = packed.Gradient * gradientUnit;
        Hessian = (packed.Hessian * hessianUnit) + (2 * Epsilon);
        RowsPerHessian = rows / Hessian;
        OwnOutput = output;
        Bounds = bounds;
        SideSums whole = new(Gradient, Hessian, rows);
        RequiredGain = (limits.Output.IsPlain
            ? limits.Output.Gain(Gradient, Hessian)
            : limits.Output.GainAt(whole, limits.Output.Value(whole, output))) + limits.MinGainToSplit;
        RequiredGainOfCategories = limits.Output.Smoothing <= Epsilon ? RequiredGain : limits.Output.GainAt(whole, output) + limits.MinGainToSplit;
    }

    /// <summary>The node's own output.</summary>
    public double OwnOutput { get; }

    /// <summary>Between which values outputs below it must lie.</summary>
    public OutputBounds Bounds { get; }

    public PackedGradient Packed { get; }

    public int Rows { get; }

    public double GradientUnit { get; }

    public double HessianUnit { get; }

    public double Gradient { get; }

    public double Hessian { get; }

    /// <summary>Histograms hold no counts; these are estimated from hessians.</summary>
    public double RowsPerHessian { get; }

    /// <summary>The rows of a bin, estimated and rounded; those of several bins are the sum of what each is rounded to.</summary>
    public int RowsOf(PackedGradient bin) => RowsOf(bin.Hessian * HessianUnit);

    /// <summary>The rows that are in none of some bins.</summary>
    public int RowsBeside(ReadOnlySpan<long> bins)
    {
        int rows = Rows;
        foreach (long bin in bins)
        {
            rows -= RowsOf(new PackedGradient(bin));
        }

        return rows;
    }

    /// <summary>The gain of both children together that a split must exceed.</summary>
    public double RequiredGain { get; }

    /// <summary>The same for sets of categories: with smoothing the node's own output is what they are compared with.</summary>
    public double RequiredGainOfCategories { get; }

    /// <summary>The number of rows that a hessian stands for. No sum of hessians stands for more rows than the node has.</summary>
    public int RowsOf(double hessian) => unchecked((int)((hessian * RowsPerHessian) + 0.5));

    /// <summary>The best output of a child of these sums.</summary>
    public double Output(LeafOutput output, PackedGradient sums, int rows) =>
        Bounds.Clamp(output.Value(new SideSums(sums.Gradient * GradientUnit, (sums.Hessian * HessianUnit) + Epsilon, rows), OwnOutput));

    /// <summary>What the two sides of a split gain together where no closed form holds; 0 when the split runs against its direction.</summary>
    /// <param name="limits">The options.</param>
    /// <param name="output">The rule of the sides' outputs.</param>
    /// <param name="left">The left side.</param>
    /// <param name="right">The right side.</param>
    /// <param name="direction">1 when outputs must not fall to the right, -1 when they must not rise, 0 otherwise.</param>
    public double SplitGain(SplitLimits limits, LeafOutput output, in SideSums left, in SideSums right, int direction)
    {
        double leftOutput = output.Value(left, OwnOutput);
        double rightOutput = output.Value(right, OwnOutput);
        if (limits.HasDirections)
        {
            leftOutput = Bounds.Clamp(leftOutput);
            rightOutput = Bounds.Clamp(rightOutput);
            if ((direction > 0 && leftOutput > rightOutput) || (direction < 0 && leftOutput < rightOutput))
            {
                return 0;
            }
        }

        return output.GainAt(left, leftOutput) + output.GainAt(right, rightOutput);
    }
}
