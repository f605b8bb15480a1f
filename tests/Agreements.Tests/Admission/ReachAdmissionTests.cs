using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class ReachAdmissionTests
{
    private static readonly ReachTerms s_terms = ReachSamples.Terms;
    private static readonly ReachQuery s_query = ReachSamples.Query;
    private static readonly ColumnReference s_section = SampleAgreement.Column(SampleAgreement.Feeds, "section");

    [Fact]
    public void What_the_terms_allow_is_admitted_up_to_their_limits()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Keys = [], Filters = [], FrequencyCap = 10, NanoRho = QueryAdmission.MinimumNanoRho }));
    }

    [Fact]
    public void A_key_is_one_of_the_terms_and_there_is_one_at_most()
    {
        Outside("keys", s_query with { Keys = [s_section] });
        Assert.Equal(["keys", "keys"], Check(s_query with { Keys = [s_terms.Keys[0], s_terms.Keys[0]] }).Select(reason => reason.Claim));
    }

    [Fact]
    public void A_filter_is_on_a_column_of_the_terms_once_and_keeps_public_values()
    {
        Outside("filters", s_query with { Filters = [s_query.Filters[0], s_query.Filters[0]] });
        Outside("filter on feeds.section", s_query with { Filters = [new ValueFilter { Column = s_section, Values = ["weather"] }] });
        Outside("filter on feeds.section", s_query with { Filters = [new ValueFilter { Column = s_section, Values = [] }] });
        Outside("filter on feeds.section", s_query with { Filters = [new ValueFilter { Column = s_section, Values = ["news", "news"] }] });
        ColumnReference city = SampleAgreement.Column(SampleAgreement.Feeds, "city");
        Assert.Contains(
            Check(s_query with { Filters = [new ValueFilter { Column = city, Values = ["Rome"] }] }),
            reason => reason is { Code: DenialCode.ParameterOutsideTerms, Claim: "filters", Found: "feeds.city" });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_cap_outside_the_terms_is_refused(int cap) => Outside("frequencyCap", s_query with { FrequencyCap = cap });

    [Fact]
    public void All_groups_and_frequencies_are_reported_so_there_may_not_be_too_many()
    {
        ColumnTerms many = SampleDatasets.Column("site", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = [.. Enumerable.Range(0, 2000).Select(i => $"{i}")] });
        ColumnReference site = SampleAgreement.Column(SampleAgreement.Ads, "site");
        Agreement agreement = Agreement(s_terms with { Keys = [site] });
        agreement = agreement with { Datasets = [.. agreement.Datasets.Select(dataset => dataset.Id == SampleAgreement.Ads ? dataset with { Columns = [.. dataset.Columns, many] } : dataset)] };
        Assert.Empty(QueryAdmission.Check(agreement, SampleAgreement.Advertiser, s_query with { Keys = [site], FrequencyCap = 9 }));
        DenialReason reason = Assert.Single(QueryAdmission.Check(agreement, SampleAgreement.Advertiser, s_query with { Keys = [site], FrequencyCap = 10 }));
        Assert.Equal(("groups times frequencies", "20010", "0 to 20000"), (reason.Claim, reason.Found, reason.Wanted));
    }

    [Fact]
    public void An_answer_of_the_shape_that_the_question_gives_fits() =>
        Assert.True(AnswerCheck.Of(s_terms, s_query, ReachSamples.Answer).Holds);

    [Fact]
    public void An_answer_of_another_shape_does_not_fit()
    {
        ReachAnswer answer = ReachSamples.Answer;
        ReachAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Keys = [] },
            answer with { AudiencePeople = [] },
            answer with { Groups = [.. answer.Groups.Skip(1)] },
            answer with { Groups = [.. answer.Groups, answer.Groups[0]] },
            answer with { Groups = [.. answer.Groups.Reverse()] },
            answer with { Groups = [answer.Groups[0] with { Values = ["bottom"] }, .. answer.Groups.Skip(1)] },
            answer with { Total = answer.Total with { OnTarget = [] } },
            answer with { Total = answer.Total with { Everybody = answer.Total.Everybody with { Histogram = [ReachSamples.Around(1)] } } },
            answer with { Total = answer.Total with { Everybody = answer.Total.Everybody with { AtLeast = [] } } },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
        Assert.False(AnswerCheck.Of(s_terms, s_query with { FrequencyCap = 4 }, answer).Holds);
    }

    private static Agreement Agreement(ReachTerms terms) => SampleAgreement.Valid with { Queries = [terms] };

    private static IReadOnlyList<DenialReason> Check(ReachQuery query) => QueryAdmission.Check(Agreement(s_terms), SampleAgreement.Advertiser, query);

    private static void Outside(string claim, ReachQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
