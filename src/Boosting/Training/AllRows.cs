using EnclaveCleanRoom.Boosting.Histograms;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>No sampling.</summary>
internal sealed class AllRows : IRowSampling
{
    public int[]? Draw(int iteration, GradientBoard gradients, Team team) => null;
}
