using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>What a split search knows of the node it is to split.</summary>
internal readonly record struct NodeSums(PackedGradient Packed, int Rows, double GradientUnit, double HessianUnit)
{
    // Keeps denominators away from zero; far below what any sum resolves.
    public const double Epsilon = 1e-15;

    public double Gradient => Packed.Gradient * GradientUnit;

    public double Hessian => (Packed.Hessian * HessianUnit) + (2 * Epsilon);

    /// <summary>Rows a unit of hessian: histograms hold no counts, which are estimated from hessians.</summary>
    public double RowsPerHessian => Rows / Hessian;

    /// <summary>The best output of a leaf of these sums.</summary>
    public double Output(LeafOutput output, PackedGradient sums) =>
        output.Value(sums.Gradient * GradientUnit, (sums.Hessian * HessianUnit) + Epsilon);
}
