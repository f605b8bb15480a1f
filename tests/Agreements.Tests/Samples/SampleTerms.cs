using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms of every kind of query over <see cref="SampleDatasets"/>.</summary>
internal static class SampleTerms
{
    private static readonly DatasetId s_feeds = DatasetId.Parse("feeds");
    private static readonly DatasetId s_ads = DatasetId.Parse("ads");
    private static readonly PartyId[] s_both = [PartyId.Parse("publisher"), PartyId.Parse("advertiser")];

    public static ColumnReference Label { get; } = SampleAgreement.Column(s_ads, "label");

    public static OverlapTerms Overlap { get; } = new()
    {
        Id = TermsId.Parse("overlap"),
        Requesters = s_both,
        Recipients = s_both,
        MaximumNanoRho = 2_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Left = s_feeds,
        Right = s_ads,
    };

    public static SegmentsTerms Segments { get; } = new()
    {
        Id = TermsId.Parse("segments"),
        Requesters = [PartyId.Parse("advertiser")],
        Recipients = s_both,
        MaximumNanoRho = 5_000_000,
        MaximumAttoDelta = 100_000_000_000,
        AnswerAfterSeconds = 60,
        Rows = s_ads,
        Partners = [s_feeds],
        Keys =
        [
            SampleAgreement.Column(s_feeds, "section"), SampleAgreement.Column(s_feeds, "city"),
            SampleAgreement.Column(s_ads, "slot"), SampleAgreement.Column(s_ads, "campaign"),
        ],
        Filters = [SampleAgreement.Column(s_feeds, "section"), SampleAgreement.Column(s_ads, "hour")],
        Outcomes = [Label],
        Amounts = [new AmountTerms { Column = SampleAgreement.Column(s_ads, "price"), UnitsPerOne = 100, Lowest = 0, Highest = 5000 }],
        MaximumGroups = 100,
        GroupsPerPerson = 2,
        RowsPerPersonAndGroup = 3,
        MinimumPeople = 20,
    };

    public static CtrModelTerms Model { get; } = new()
    {
        Id = TermsId.Parse("model"),
        Requesters = [PartyId.Parse("advertiser")],
        Recipients = [PartyId.Parse("advertiser")],
        MaximumNanoRho = 20_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 600,
        Label = Label,
        Partner = s_feeds,
        Features =
        [
            SampleAgreement.Column(s_ads, "slot"), SampleAgreement.Column(s_ads, "campaign"), SampleAgreement.Column(s_ads, "shown_at"),
            SampleAgreement.Column(s_ads, "price"), SampleAgreement.Column(s_feeds, "section"), SampleAgreement.Column(s_feeds, "interests"),
            SampleAgreement.Column(s_feeds, "age"), SampleAgreement.Column(s_feeds, "engaged"),
        ],
        HeldOutPercent = 30,
        RowsPerPerson = 5,
        ScoreBins = 32,
        MaximumTrees = 200,
        MaximumLeaves = 63,
    };
}
