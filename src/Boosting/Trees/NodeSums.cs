using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>What a split search knows of the node it is to split.</summary>
internal readonly struct NodeSums
{
    // Keeps denominators away from zero; far below what any sum resolves.
    public const double Epsilon = 1e-15;

    public NodeSums(PackedGradient packed, int rows, double gradientUnit, double hessianUnit, SplitLimits limits)
    {
        Packed = packed;
        Rows = rows;
        GradientUnit = gradientUnit;
        HessianUnit = hessianUnit;
        Gradient = packed.Gradient * gradientUnit;
        Hessian = (packed.Hessian * hessianUnit) + (2 * Epsilon);
        RowsPerHessian = rows / Hessian;
        RequiredGain = limits.Output.Gain(Gradient, Hessian) + limits.MinGainToSplit;
    }

    public PackedGradient Packed { get; }

    public int Rows { get; }

    public double GradientUnit { get; }

    public double HessianUnit { get; }

    public double Gradient { get; }

    public double Hessian { get; }

    /// <summary>Histograms hold no counts; these are estimated from hessians.</summary>
    public double RowsPerHessian { get; }

    /// <summary>The gain of both children together that a split must exceed.</summary>
    public double RequiredGain { get; }

    /// <summary>The best output of a leaf of these sums.</summary>
    public double Output(LeafOutput output, PackedGradient sums) =>
        output.Value(sums.Gradient * GradientUnit, (sums.Hessian * HessianUnit) + Epsilon);
}
