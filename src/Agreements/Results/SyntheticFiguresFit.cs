using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Whether the figures beside synthetic rows agree with each other, and the advantages with the terms' thresholds.</summary>
internal static class SyntheticFiguresFit
{
    private const int Levels = 4;
    private const double Tolerance = 1e-6;

    internal static bool IsSafe(SyntheticTerms terms, SyntheticSafety safety) =>
        safety.Closest.Count == Levels
        && safety.Closest.Index().All(entry => entry.Item.ColumnsApart == entry.Index && IsShare(entry.Item.LearnedShare) && IsShare(entry.Item.HeldOutShare))
        && Math.Abs(safety.Closest.Sum(entry => entry.LearnedShare) - 1) < Tolerance
        && Math.Abs(safety.Closest.Sum(entry => entry.HeldOutShare) - 1) < Tolerance
        && safety is { LearnedDeviation: > 0, HeldOutDeviation: > 0, SinglingOutDeviation: > 0 }
        && IsShare(safety.MembershipAuc) && IsShare(safety.SingledOut) && IsShare(safety.SingledOutByHeldOut)
        && Math.Abs(safety.MembershipAdvantage - LargestExcess(safety.Closest)) < Tolerance
        && Math.Abs(safety.SinglingOutAdvantage - Math.Max(0, safety.SingledOut - safety.SingledOutByHeldOut)) < Tolerance
        && safety.MembershipAdvantage <= terms.MaximumAdvantagePermille / 1000.0
        && safety.SinglingOutAdvantage <= terms.MaximumSinglingOutPermille / 1000.0;

    internal static bool AreDistances(SyntheticFidelity fidelity) =>
        fidelity.Distances.Count is >= 1 and <= 3
        && fidelity.Distances.Index().All(entry => entry.Item.Ways == entry.Index + 1 && entry.Item is { Sets: >= 1, MeanL1: >= 0 and <= 2, Deviation: > 0 }
            && Math.Abs(entry.Item.TotalVariation - (entry.Item.MeanL1 / 2)) < Tolerance)
        && Math.Abs(fidelity.KMarginalScore - ((2 - fidelity.Distances[^1].MeanL1) * 500)) < Tolerance
        && IsShare(fidelity.SubsamplingEquivalent) && IsShare(fidelity.PropensityAuc)
        && fidelity is { CorrelationDifference: >= 0 and <= 2, CorrelationNoise: >= 0 and <= 2, PropensityMeanSquaredError: >= 0 and <= 0.25, PropensityDeviation: >= 0 };

    private static bool IsShare(double share) => share is >= 0 and <= 1;

    private static double LargestExcess(IReadOnlyList<SyntheticCloseness> closest) =>
        Enumerable.Range(1, closest.Count).Select(count => closest.Take(count).Sum(entry => entry.LearnedShare - entry.HeldOutShare)).Append(0).Max();
}
