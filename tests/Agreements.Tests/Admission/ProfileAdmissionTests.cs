using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class ProfileAdmissionTests
{
    private static readonly ProfileTerms s_terms = ProfileSamples.Terms;
    private static readonly ProfileQuery s_query = ProfileSamples.Query;

    [Fact]
    public void What_the_terms_allow_is_admitted()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Segment = new PartnerSegment() }));
        Assert.Empty(Check(s_query with { Segment = Value("slot", "top") }));
    }

    [Fact]
    public void Columns_are_those_of_the_terms_each_once()
    {
        Outside("columns", s_query with { Columns = [] });
        Outside("columns", s_query with { Columns = [s_query.Columns[0], s_query.Columns[0]] });
        Outside("columns", s_query with { Columns = [SampleAgreement.Column(SampleAgreement.Feeds, "city")] });
    }

    [Fact]
    public void A_segment_is_chosen_by_a_column_of_the_terms_and_public_values()
    {
        Outside("segment", s_query with { Segment = new OutcomeSegment { Label = SampleAgreement.Column(SampleAgreement.Feeds, "engaged") } });
        Outside("segment", s_query with { Segment = new OutcomeSegment { Label = SampleAgreement.Column(SampleAgreement.Ads, "slot") } });
        Outside("filter on ads.slot", s_query with { Segment = Value("slot", "bottom") });
        Assert.Contains(Check(s_query with { Segment = Value("campaign", "x") }), reason => reason is { Code: DenialCode.ParameterOutsideTerms, Claim: "filters" });
    }

    [Fact]
    public void People_of_the_partner_are_no_segment_of_the_people_in_both()
    {
        DenialReason reason = Assert.Single(QueryAdmission.Check(
            SampleAgreement.Valid with { Queries = [s_terms with { Base = ProfileBase.InBoth }] }, SampleAgreement.Advertiser, s_query with { Segment = new PartnerSegment() }));
        Assert.Equal((DenialCode.ParameterOutsideTerms, "segment"), (reason.Code, reason.Claim));
    }

    [Fact]
    public void An_owner_who_allows_no_grouping_allows_no_profile_no_creative_and_no_split()
    {
        Agreement strict = SampleAgreement.Valid with
        {
            Queries = [s_terms, CreativeSamples.Terms, SampleTerms.Overlap with { Keys = CreativeSamples.Terms.Keys }],
            Datasets = [.. SampleAgreement.Valid.Datasets.Select(dataset => dataset with { Rules = OwnerRules.None with { MaximumKeys = new OwnerLimitOf { Value = 0 } } })],
        };
        Query[] grouped = [s_query, CreativeSamples.Query, new OverlapQuery { Terms = SampleTerms.Overlap.Id, NanoRho = 2_000_000, Keys = CreativeSamples.Terms.Keys }];
        Assert.All(grouped, query => Assert.All(
            QueryAdmission.Check(strict, SampleAgreement.Advertiser, query), reason => Assert.Equal(DenialCode.OwnerRule, reason.Code)));
        Assert.All(grouped, query => Assert.Equal(2, QueryAdmission.Check(strict, SampleAgreement.Advertiser, query).Count));
        Assert.Empty(QueryAdmission.Check(strict, SampleAgreement.Advertiser, CreativeSamples.Query with { Keys = [] }));
    }

    [Fact]
    public void An_answer_of_another_shape_than_the_question_gives_does_not_fit()
    {
        ProfileAnswer answer = ProfileSamples.Answer;
        Assert.True(AnswerCheck.Of(s_terms, s_query, answer).Holds);
        ProfileFigures first = answer.Columns[0];
        ProfileAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Columns = [] },
            answer with { Columns = [.. answer.Columns.Reverse()] },
            answer with { Columns = [first with { Cells = [.. first.Cells.Skip(1)] }, answer.Columns[1]] },
            answer with { Columns = [first with { Cells = [.. first.Cells.Reverse()] }, answer.Columns[1]] },
            answer with { Columns = [first with { Cells = [first.Cells[0] with { Values = ["weather"] }, .. first.Cells.Skip(1)] }, answer.Columns[1]] },
            answer with { Columns = [first with { Cells = [.. first.Cells.Take(3), first.Cells[0]] }, answer.Columns[1]] },
            answer with { Columns = [first with { Cells = [first.Cells[0] with { Index = [first.Cells[0].InBase, first.Cells[0].InBase] }, .. first.Cells.Skip(1)] }, answer.Columns[1]] },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    private static ValueSegment Value(string column, string value) =>
        new() { Filter = new ValueFilter { Column = SampleAgreement.Column(SampleAgreement.Ads, column), Values = [value] } };

    private static IReadOnlyList<DenialReason> Check(ProfileQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, ProfileQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
