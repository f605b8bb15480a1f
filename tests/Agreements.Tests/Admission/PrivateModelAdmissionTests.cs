using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class PrivateModelAdmissionTests
{
    private static readonly PrivateModelTerms s_terms = PrivateModelSamples.Terms;
    private static readonly PrivateModelQuery s_query = PrivateModelSamples.Query;

    [Fact]
    public void What_the_terms_allow_is_admitted_and_nothing_else()
    {
        Assert.Empty(Check(s_query));
        Assert.Empty(Check(s_query with { Compare = false, Segments = [], QualityPermille = 500, CalibrationPermille = 500, ClipPercent = 10_000 }));
        Outside("model", s_query with { Model = PrivateModelKind.Logistic }, s_terms with { Kinds = [PrivateModelKind.Additive] });
        Outside("rounds", s_query with { Rounds = 0 });
        Outside("rounds", s_query with { Rounds = 21 });
        Outside("clipPercent", s_query with { ClipPercent = 24 });
        Outside("clipPercent", s_query with { ClipPercent = 10_001 });
        Outside("calibrationPermille", s_query with { CalibrationPermille = 0 });
        Outside("calibrationPermille", s_query with { CalibrationPermille = 501 });
        Outside("qualityPermille", s_query with { QualityPermille = 9 });
        Outside("qualityPermille", s_query with { QualityPermille = 501 });
        Outside("segments", s_query with { Segments = [s_terms.Features[1]] });
    }

    [Fact]
    public void A_private_model_needs_no_exception_for_its_training_users()
    {
        Agreement agreement = AgreementOf(s_terms);
        Assert.Empty(QueryAdmission.Check(agreement with { Privacy = agreement.Privacy with { TrainingUsers = TrainingUsers.Protected } }, SampleAgreement.Advertiser, s_query));
    }

    [Fact]
    public void What_holds_towards_one_party_is_asked_by_that_party_alone_and_compared_with_nothing()
    {
        Agreement agreement = AgreementOf(PrivateModelSamples.SemiSensitive);
        PrivateModelQuery query = PrivateModelSamples.AskSemiSensitive;
        Assert.True(PrivateModelSamples.SemiSensitive.HoldsTowardRecipientOnly);
        Assert.False(s_terms.HoldsTowardRecipientOnly);
        Assert.Empty(QueryAdmission.Check(agreement, SampleAgreement.Publisher, query));
        Assert.Equal(DenialCode.RequesterNotAllowed, Assert.Single(QueryAdmission.Check(agreement, SampleAgreement.Advertiser, query)).Code);
        Assert.Equal("compare", Assert.Single(QueryAdmission.Check(agreement, SampleAgreement.Publisher, query with { Compare = true })).Claim);
    }

    [Fact]
    public void What_the_partners_columns_add_is_compared_unless_all_else_is_known_to_who_asks()
    {
        PrivateModelTerms hybrid = PrivateModelSamples.SemiSensitive with { Features = [.. PrivateModelSamples.SemiSensitive.Features, s_terms.Features[0]] };
        PrivateModelQuery query = PrivateModelSamples.AskSemiSensitive with { Compare = true };
        Assert.Empty(QueryAdmission.Check(AgreementOf(hybrid), SampleAgreement.Publisher, query));
        PrivateModelTerms known = hybrid with { Label = SampleAgreement.Column(SampleAgreement.Feeds, "engaged") };
        Assert.Equal("compare", Assert.Single(QueryAdmission.Check(AgreementOf(known), SampleAgreement.Publisher, query)).Claim);
        Assert.Empty(QueryAdmission.Check(AgreementOf(known), SampleAgreement.Publisher, query with { Compare = false }));
    }

    [Fact]
    public void An_answer_of_another_shape_than_the_question_gives_does_not_fit()
    {
        PrivateModelAnswer answer = PrivateModelSamples.Answer;
        Assert.True(AnswerCheck.Of(s_terms, s_query, answer).Holds);
        PrivateModelAnswer[] forged =
        [
            answer with { IntervalsCoverBounding = true },
            answer with { Label = s_terms.Features[0] },
            answer with { TowardsOnly = [SampleAgreement.Advertiser] },
            answer with { Model = answer.Model with { Kind = PrivateModelKind.Logistic } },
            answer with { Model = answer.Model with { Format = "pickle" } },
            answer with { Model = answer.Model with { Features = [.. answer.Model.Features.Skip(1)] } },
            answer with { Model = answer.Model with { Features = [answer.Model.Features[0] with { Domain = new CategoryDomain { Values = ["top", "side"] } }, .. answer.Model.Features.Skip(1)] } },
            answer with { Model = answer.Model with { Curves = [.. answer.Model.Curves.Skip(1)] } },
            answer with { Model = answer.Model with { Curves = [answer.Model.Curves[0] with { Values = [0] }, .. answer.Model.Curves.Skip(1)] } },
            answer with { Card = answer.Card with { Purpose = "another" } },
            answer with { Card = answer.Card with { IntendedUse = "another" } },
            answer with { Card = answer.Card with { RowsPerPerson = 1 } },
            answer with { Card = answer.Card with { StatementAttoDelta = 1 } },
            answer with { Card = answer.Card with { Epsilon = 0 } },
            answer with { Card = answer.Card with { ModelNanoRho = long.MaxValue } },
            answer with { Segments = [] },
            answer with { Comparison = [] },
            answer with { Comparison = [answer.Comparison[0] with { Significance = 1.5 }] },
            answer with { Comparison = [answer.Comparison[0] with { AucGainAtLarge = answer.Comparison[0].AucGain }] },
        ];
        Assert.All(forged, each => Assert.False(AnswerCheck.Of(s_terms, s_query, each).Holds));
    }

    [Fact]
    public void A_semi_sensitive_answer_names_the_one_party_it_is_for()
    {
        PrivateModelTerms terms = PrivateModelSamples.SemiSensitive;
        PrivateModelAnswer answer = PrivateModelSamples.AnswerUnder(terms, PrivateModelSamples.AskSemiSensitive);
        Assert.True(AnswerCheck.Of(terms, PrivateModelSamples.AskSemiSensitive, answer).Holds);
        Assert.False(AnswerCheck.Of(terms, PrivateModelSamples.AskSemiSensitive, answer with { TowardsOnly = [] }).Holds);
        Assert.False(AnswerCheck.Of(terms, PrivateModelSamples.AskSemiSensitive, answer with { TowardsOnly = [SampleAgreement.Advertiser] }).Holds);
    }

    private static Agreement AgreementOf(PrivateModelTerms terms) => SampleAgreement.Valid with { Queries = [terms] };

    private static IReadOnlyList<DenialReason> Check(PrivateModelQuery query, PrivateModelTerms? terms = null) =>
        QueryAdmission.Check(AgreementOf(terms ?? s_terms), SampleAgreement.Advertiser, query);

    private static void Outside(string claim, PrivateModelQuery query, PrivateModelTerms? terms = null)
    {
        DenialReason reason = Assert.Single(Check(query, terms));
        Assert.Equal((DenialCode.ParameterOutsideTerms, claim), (reason.Code, reason.Claim));
    }
}
