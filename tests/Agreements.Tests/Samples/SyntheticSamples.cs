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
        Fidelity = SyntheticFigureSamples.Fidelity,
        Safety = SyntheticFigureSamples.Safety,
    };

    public static SyntheticValues Values(int column, string[] values, ushort[] codes) =>
        new() { Column = Query.Columns[column], Values = values, Codes = SyntheticCodes.Write(codes, values.Length) };
}
