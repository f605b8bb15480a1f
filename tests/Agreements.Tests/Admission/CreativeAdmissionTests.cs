using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class CreativeAdmissionTests
{
    private static readonly CreativeTerms s_terms = CreativeSamples.Terms;
    private static readonly CreativeQuery s_query = CreativeSamples.Query;

    [Fact]
    public void What_the_terms_allow_is_admitted_and_nothing_else()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Keys = [], FrequencyCap = 10 }));
        Outside("keys", s_query with { Keys = s_terms.Filters });
        Outside("filters", s_query with { Filters = [new ValueFilter { Column = s_terms.Keys[0], Values = ["top"] }] });
        Outside("filter on feeds.section", s_query with { Filters = [new ValueFilter { Column = s_terms.Filters[0], Values = ["weather"] }] });
        Outside("frequencyCap", s_query with { FrequencyCap = 1 });
        Outside("frequencyCap", s_query with { FrequencyCap = 11 });
    }

    [Fact]
    public void An_answer_of_another_shape_than_the_question_gives_does_not_fit()
    {
        CreativeAnswer answer = CreativeSamples.Answer;
        Assert.True(AnswerCheck.Of(s_terms, s_query, answer).Holds);
        CreativeAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Keys = [] },
            answer with { Groups = [] },
            answer with { Groups = [.. answer.Groups.Reverse()] },
            answer with { Groups = [answer.Groups[0] with { Values = ["bottom"] }, .. answer.Groups.Skip(1)] },
            answer with { Total = answer.Total with { ByFrequency = [answer.Total.ByFrequency[0]] } },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    private static IReadOnlyList<DenialReason> Check(CreativeQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, CreativeQuery query)
    {
        DenialReason reason = Assert.Single(Check(query));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
