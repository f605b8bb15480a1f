using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of synthetic rows: impressions with both sides' columns.</summary>
internal static class SyntheticSamples
{
    public static SyntheticTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("synthetic"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 50_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Rows = SampleAgreement.Ads,
        Joined = [SampleAgreement.Feeds],
        Columns =
        [
            new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Ads, "slot"), Bins = 0, Chosen = 0 },
            new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Ads, "hour"), Bins = 4, Chosen = 0 },
            new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Ads, "label"), Bins = 0, Chosen = 0 },
            new SyntheticColumn { Column = SampleAgreement.Column(SampleAgreement.Feeds, "section"), Bins = 0, Chosen = 0 },
        ],
        Impossible =
        [
            new ImpossiblePair
            {
                First = SampleAgreement.Column(SampleAgreement.Ads, "slot"),
                FirstValue = "top",
                Second = SampleAgreement.Column(SampleAgreement.Ads, "label"),
                SecondValue = "1",
            },
        ],
        RowsPerPerson = 3,
        MaximumRows = 100,
        MaximumAdvantagePermille = 100,
        MaximumSinglingOutPermille = 50,
    };

    public static SyntheticQuery Query { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 20_000_000,
        Columns = [Terms.Columns[0].Column, Terms.Columns[1].Column, Terms.Columns[2].Column],
        Dependences = SyntheticDependences.Tree,
        Rows = 4,
        AttoDelta = 0,
    };

    public static SyntheticAnswer Answer { get; } = new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = false,
        Dependences = Query.Dependences,
        Rows = 4,
        Columns =
        [
            Values(0, ["side", "top", ""], [0, 1, 1, 2]),
            Values(1, ["2", "8", "14", "20", ""], [4, 3, 2, 1]),
            Values(2, ["0", "1"], [1, 0, 0, 1]),
        ],
        LearnedRows = ReachSamples.Around(500),
        Measurements = [new SyntheticMeasurement { Columns = [Query.Columns[0], Query.Columns[1]], Cells = 12, Deviation = 30.5 }],
        Fidelity = new SyntheticFidelity
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
        },
        Safety = new SyntheticSafety
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
        },
    };

    public static SyntheticValues Values(int column, string[] values, ushort[] codes) =>
        new() { Column = Query.Columns[column], Values = values, Codes = SyntheticCodes.Write(codes, values.Length) };
}
