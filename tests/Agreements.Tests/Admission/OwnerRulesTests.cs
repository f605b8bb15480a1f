using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class OwnerRulesTests
{
    private static readonly OverlapQuery s_overlap = new() { Terms = SampleAgreement.Overlap, NanoRho = 2_000_000 };

    private static readonly SegmentsQuery s_segments = new()
    {
        Terms = SampleAgreement.Segments,
        NanoRho = 2_000_000,
        AttoDelta = 0,
        Keys = [SampleAgreement.Column(SampleAgreement.Feeds, "section"), SampleAgreement.Column(SampleAgreement.Ads, "slot")],
        Measures = [new RowsMeasure { Name = MeasureName.Parse("rows") }],
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 100,
    };

    [Fact]
    public void What_meets_every_owners_rules_is_admitted() =>
        Assert.Empty(Check(With(Limits(2_000_000, 2, 50), Limits(3_000_000, 3, 10)), s_segments));

    [Fact]
    public void The_strictest_owner_decides_for_every_kind_of_question_and_is_named()
    {
        Agreement agreement = With(Limits(2_000_000, 1, 1), Limits(1_999_999, 2, 1));
        Assert.Equal([("nanoRho of a question that opens ads", "2000000", "at most 1999999", "advertiser")], Reasons(Check(agreement, s_overlap)));
        Assert.Equal(
            [("keys of a question that opens feeds", "2", "at most 1", "publisher"), ("nanoRho of a question that opens ads", "2000000", "at most 1999999", "advertiser")],
            Reasons(Check(agreement, s_segments)).Order());
    }

    [Fact]
    public void Every_owner_whose_rule_says_no_is_named() =>
        Assert.Equal(["publisher", "advertiser"], Check(With(Limits(1000, 3, 1), Limits(1000, 3, 1)), s_overlap).Select(reason => reason.AskedBy).OrderDescending());

    [Fact]
    public void Of_the_fewest_people_the_most_counts()
    {
        Assert.Equal(50, OwnerRules.StrictestMinimumPeople(With(Limits(1000, 3, 50), Limits(1000, 3, 30)), SampleTerms.Segments));
        Assert.Equal(20, OwnerRules.StrictestMinimumPeople(With(Limits(1000, 3, 5), OwnerRules.None), SampleTerms.Segments));
    }

    private static OwnerRules Limits(long nanoRho, long keys, long people) => new()
    {
        MaximumNanoRho = new OwnerLimitOf { Value = nanoRho },
        MaximumKeys = new OwnerLimitOf { Value = keys },
        MinimumPeople = new OwnerLimitOf { Value = people },
    };

    private static Agreement With(OwnerRules feeds, OwnerRules ads) => SampleAgreement.Valid with
    {
        Datasets = [SampleDatasets.FeedsTerms with { Rules = feeds }, SampleDatasets.AdsTerms with { Rules = ads }],
    };

    private static IReadOnlyList<DenialReason> Check(Agreement agreement, Query query) => QueryAdmission.Check(agreement, SampleAgreement.Advertiser, query);

    private static (string Claim, string Found, string Wanted, string AskedBy)[] Reasons(IReadOnlyList<DenialReason> reasons)
    {
        Assert.All(reasons, reason => Assert.Equal(DenialCode.OwnerRule, reason.Code));
        return [.. reasons.Select(reason => (reason.Claim, reason.Found, reason.Wanted, reason.AskedBy))];
    }
}
