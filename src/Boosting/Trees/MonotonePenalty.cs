using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting.Trees;

/// <summary>The factor on the gain of a split by a constrained feature, which rises with depth.</summary>
/// <remarks>Source: C. Auguste, S. Malory and I. Smirnov, A Better Method to Enforce Monotonic Constraints in Regression and Classification Trees, 2020, section 3.</remarks>
internal static class MonotonePenalty
{
    private const double Ln2 = 0.6931471805599453;

    public static double Factor(int depth, double penalty) =>
        penalty <= 0 ? 1
        : penalty >= depth + 1.0 ? NodeSums.Epsilon
        : penalty <= 1.0 ? 1.0 - (penalty / Math.ScaleB(1, depth)) + NodeSums.Epsilon
        : 1.0 - PortableExp.Exp((penalty - 1.0 - depth) * Ln2) + NodeSums.Epsilon;
}
