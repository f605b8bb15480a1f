using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of reach and frequency over <see cref="SampleDatasets"/>.</summary>
internal static class ReachSamples
{
    public static ReachTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("reach"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 2_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Exposures = SampleAgreement.Ads,
        Audience = [SampleAgreement.Feeds],
        Keys = [SampleAgreement.Column(SampleAgreement.Ads, "slot")],
        Filters = [SampleAgreement.Column(SampleAgreement.Ads, "slot"), SampleAgreement.Column(SampleAgreement.Feeds, "section")],
        MaximumFrequency = 10,
        GroupsPerPerson = 2,
    };

    public static ReachQuery Query { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 2_000_000,
        Keys = Terms.Keys,
        Filters = [new ValueFilter { Column = SampleAgreement.Column(SampleAgreement.Feeds, "section"), Values = ["news", "sport"] }],
        FrequencyCap = 3,
    };

    public static ReachAnswer Answer { get; } = new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = false,
        Keys = Query.Keys,
        AudiencePeople = [Around(100)],
        Total = Figures(),
        Groups = [.. new[] { "side", "top" }.Select(value => new ReachGroup { Values = [value], Figures = Figures() }), new ReachGroup { Values = [], Figures = Figures() }],
    };

    public static Figure Around(double value) => new() { Estimate = value, Low = value / 2, High = value * 2 };

    private static ReachFigures Figures() => new()
    {
        Everybody = Frequency(),
        OnTarget = [new OnTargetFigures { Frequency = Frequency(), OnTargetShare = Around(0.3), ReachedShare = Around(0.2) }],
    };

    private static FrequencyFigures Frequency() => new()
    {
        Reach = Around(60),
        Histogram = [Around(30), Around(20), Around(10)],
        AtLeast = [Around(60), Around(30), Around(10)],
        MeanFrequency = Around(1.67),
    };
}
