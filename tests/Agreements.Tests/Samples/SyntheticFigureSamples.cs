using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Figures beside synthetic rows that agree with each other: an advantage of membership of 10 %, and one of singling out of 3 %.</summary>
internal static class SyntheticFigureSamples
{
    public static SyntheticFidelity Fidelity { get; } = new()
    {
        Distances =
        [
            new SyntheticDistance { Ways = 1, Sets = 3, MeanL1 = 0.02, TotalVariation = 0.01, Deviation = 0.001 },
            new SyntheticDistance { Ways = 2, Sets = 3, MeanL1 = 0.06, TotalVariation = 0.03, Deviation = 0.002 },
            new SyntheticDistance { Ways = 3, Sets = 1, MeanL1 = 0.1, TotalVariation = 0.05, Deviation = 0.003 },
        ],
        KMarginalScore = 950,
        SubsamplingEquivalent = 0.4,
        CorrelationDifference = 0.03,
        CorrelationNoise = 0.01,
        PropensityAuc = 0.55,
        PropensityMeanSquaredError = 0.002,
        PropensityDeviation = 0.01,
    };

    public static SyntheticSafety Safety { get; } = new()
    {
        Closest =
        [
            new SyntheticCloseness { ColumnsApart = 0, LearnedShare = 0.5, HeldOutShare = 0.45 },
            new SyntheticCloseness { ColumnsApart = 1, LearnedShare = 0.3, HeldOutShare = 0.25 },
            new SyntheticCloseness { ColumnsApart = 2, LearnedShare = 0.1, HeldOutShare = 0.15 },
            new SyntheticCloseness { ColumnsApart = 3, LearnedShare = 0.1, HeldOutShare = 0.15 },
        ],
        LearnedDeviation = 0.004,
        HeldOutDeviation = 0.04,
        MembershipAdvantage = 0.1,
        MembershipAuc = 0.54,
        SingledOut = 0.2,
        SingledOutByHeldOut = 0.17,
        SinglingOutDeviation = 0.01,
        SinglingOutAdvantage = 0.03,
    };
}
