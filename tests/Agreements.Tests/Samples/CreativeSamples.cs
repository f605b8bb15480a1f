using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of creative and frequency effectiveness over <see cref="SampleDatasets"/>.</summary>
internal static class CreativeSamples
{
    public static CreativeTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("creative"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 2_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Response = SampleAgreement.Column(SampleAgreement.Ads, "label"),
        ShownAt = SampleAgreement.Column(SampleAgreement.Ads, "shown_at"),
        Audience = [SampleAgreement.Feeds],
        Keys = [SampleAgreement.Column(SampleAgreement.Ads, "slot")],
        Filters = [SampleAgreement.Column(SampleAgreement.Feeds, "section")],
        MaximumFrequency = 10,
        CreativesPerPerson = 2,
    };

    public static CreativeQuery Query { get; } = new() { Terms = Terms.Id, NanoRho = 2_000_000, Keys = Terms.Keys, Filters = [], FrequencyCap = 2 };

    public static CreativeAnswer Answer { get; } = new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = false,
        Keys = Query.Keys,
        Total = Figures(),
        Groups = [.. new string[][] { ["side"], ["top"], [] }.Select(values => new CreativeGroup { Values = values, Figures = Figures() })],
    };

    private static ResponseFigures Figures() => new()
    {
        People = ReachSamples.Around(60),
        Responders = ReachSamples.Around(12),
        ResponseRate = ReachSamples.Around(0.2),
        ByFrequency =
        [
            .. Enumerable.Range(0, 2).Select(_ => new FrequencyResponse
            {
                People = ReachSamples.Around(30),
                Responders = ReachSamples.Around(6),
                ResponseRate = ReachSamples.Around(0.2),
                RespondedBy = ReachSamples.Around(0.5),
            }),
        ],
    };
}
