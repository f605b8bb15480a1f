using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms, a question and an answer of an audience's profile over <see cref="SampleDatasets"/>.</summary>
internal static class ProfileSamples
{
    public static ProfileTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("profile"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 2_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        People = SampleAgreement.Feeds,
        Partner = SampleAgreement.Ads,
        Base = ProfileBase.Everybody,
        Columns =
        [
            new ProfileColumn { Column = SampleAgreement.Column(SampleAgreement.Feeds, "section"), Edges = [] },
            new ProfileColumn { Column = SampleAgreement.Column(SampleAgreement.Feeds, "age"), Edges = [18, 65] },
        ],
        Segments = [SampleAgreement.Column(SampleAgreement.Ads, "label"), SampleAgreement.Column(SampleAgreement.Ads, "slot")],
    };

    public static ProfileQuery Query { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 2_000_000,
        Columns = [.. Terms.Columns.Select(column => column.Column)],
        Segment = new OutcomeSegment { Label = Terms.Segments[0] },
    };

    public static ProfileAnswer Answer { get; } = new()
    {
        Covers = "ε covers every person in any of the tables.",
        IntervalsCoverBounding = false,
        SegmentPeople = ReachSamples.Around(10),
        BasePeople = ReachSamples.Around(100),
        SegmentShare = ReachSamples.Around(0.1),
        Columns =
        [
            Figures(Query.Columns[0], ["culture"], ["news"], ["sport"], []),
            Figures(Query.Columns[1], ["below 18"], ["18 to below 65"], ["65 or more"], []),
        ],
    };

    private static ProfileFigures Figures(ColumnReference column, params string[][] names) => new()
    {
        Column = column,
        Cells =
        [
            .. names.Select(values => new ProfileCell
            {
                Values = values,
                InSegment = ReachSamples.Around(3),
                InBase = ReachSamples.Around(30),
                SegmentShare = ReachSamples.Around(0.3),
                BaseShare = ReachSamples.Around(0.3),
                Index = [ReachSamples.Around(100)],
            }),
        ],
    };
}
