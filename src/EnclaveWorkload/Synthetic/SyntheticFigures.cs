using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>Released figures about made rows, as answers hold them.</summary>
internal static class SyntheticFigures
{
    internal static SyntheticFidelity Of(FidelityEstimate fidelity) => new()
    {
        Distances =
        [
            .. fidelity.Distances.Select(distance => new SyntheticDistance
            {
                Ways = distance.Ways, Sets = distance.Sets, MeanL1 = distance.MeanL1, TotalVariation = distance.MeanL1 / 2, Deviation = distance.Deviation,
            }),
        ],
        KMarginalScore = fidelity.KMarginalScore,
        SubsamplingEquivalent = fidelity.SubsamplingEquivalent,
        CorrelationDifference = fidelity.CorrelationDifference,
        CorrelationNoise = fidelity.CorrelationNoise,
        PropensityAuc = fidelity.PropensityAuc,
        PropensityMeanSquaredError = fidelity.PropensityMeanSquaredError,
        PropensityDeviation = fidelity.PropensityDeviation,
    };

    internal static SyntheticSafety Of(SafetyReport safety) => new()
    {
        Closest =
        [
            .. safety.LearnedShares.Select((share, apart) => new SyntheticCloseness { ColumnsApart = apart, LearnedShare = share, HeldOutShare = safety.HeldOutShares[apart] }),
        ],
        LearnedDeviation = safety.LearnedDeviation,
        HeldOutDeviation = safety.HeldOutDeviation,
        MembershipAdvantage = safety.MembershipAdvantage,
        MembershipAuc = safety.MembershipAuc,
        SingledOut = safety.SingledOut,
        SingledOutByHeldOut = safety.SingledOutByHeldOut,
        SinglingOutDeviation = safety.SinglingOutDeviation,
        SinglingOutAdvantage = safety.SinglingOutAdvantage,
    };
}
