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
        Assert.Empty(Check(s_query with { Compare = false, Segments = [], QualityPermille = 500, CalibrationPermille = 500, ClipPercent = 1_300 }));
        Outside("model", s_query with { Model = PrivateModelKind.Logistic }, s_terms with { Kinds = [PrivateModelKind.Additive] });
        Outside("rounds", s_query with { Rounds = 0 });
        Outside("nanoRho", s_query with { NanoRho = 99_999 });
        Outside("rounds", s_query with { Rounds = 21 });
        Outside("clipPercent", s_query with { ClipPercent = 24 });
        Outside("clipPercent", s_query with { ClipPercent = 1_301 });
        Outside("calibrationPermille", s_query with { CalibrationPermille = 0 });
        Outside("calibrationPermille", s_query with { CalibrationPermille = 501 });
        Outside("qualityPermille", s_query with { QualityPermille = 9 });
        Outside("qualityPermille", s_query with { QualityPermille = 501 });
        Outside("segments", s_query with { Segments = [s_terms.Features[1]] });
    }

    [Fact]
    public void Vocabularies_and_bounds_are_found_for_a_share_and_a_delta_that_suffice_and_only_where_some_are_left_open()
    {
        PrivateModelTerms terms = s_terms with { MaximumAttoDelta = 1_000_000_000 };
        PrivateModelQuery query = s_query with { SelectionPermille = 100, AttoDelta = 1_000_000 };
        Assert.Empty(Check(query, terms));
        Outside("attoDelta", query with { AttoDelta = 0 }, terms);
        Outside("attoDelta", query with { AttoDelta = 1_000_000_001 }, terms);
        Outside("attoDelta", query with { SelectionPermille = 0 }, terms);
        Outside("selectionPermille", query with { SelectionPermille = 501 }, terms);
        Outside("qualityPermille, selectionPermille and referencePermille", query with { SelectionPermille = 500, QualityPermille = 401 }, terms);
        Outside("nanoRho of selectionPermille a feature", query with { NanoRho = 2_000_000 }, terms);
    }

    [Fact]
    public void Trees_without_privacy_are_measured_over_shards_for_a_share_and_answered_where_asked_for()
    {
        PrivateModelQuery query = s_query with { ReferencePermille = 100, ReferenceShards = 50 };
        Assert.Empty(Check(query));
        Outside("referencePermille", query with { ReferencePermille = 501 });
        Outside("referenceShards", query with { ReferenceShards = 9 });
        Outside("referenceShards", query with { ReferenceShards = 1001 });
        Outside("referenceShards", s_query with { ReferenceShards = 10 });
        PrivateModelAnswer answer = PrivateModelSamples.AnswerUnder(s_terms, query);
        Assert.True(AnswerCheck.Of(s_terms, query, answer).Holds);
        Assert.False(AnswerCheck.Of(s_terms, s_query, answer).Holds);
        Assert.False(AnswerCheck.Of(s_terms, query, answer with { Reference = [] }).Holds);
        Assert.False(AnswerCheck.Of(s_terms, query, answer with { Reference = [answer.Reference[0] with { Shards = 51 }] }).Holds);
        Assert.False(AnswerCheck.Of(s_terms, query, answer with { Reference = [answer.Reference[0] with { Auc = answer.Quality.Auc }] }).Holds);
    }

    [Fact]
    public void A_number_without_bounds_is_no_feature_unless_they_are_found()
    {
        Agreement agreement = AgreementOf(s_terms with { MaximumAttoDelta = 1_000_000_000, Features = [.. s_terms.Features, SampleAgreement.Column(SampleAgreement.Ads, "price")] });
        DatasetTerms[] datasets =
        [
            .. agreement.Datasets.Select(dataset => dataset with { Columns = [.. dataset.Columns.Select(column => column.Name == "price" ? column with { Domain = new DiscoveredDomain() } : column)] }),
        ];
        agreement = agreement with { Datasets = datasets };
        Assert.Equal("selectionPermille", Assert.Single(QueryAdmission.Check(agreement, SampleAgreement.Advertiser, s_query)).Claim);
        Assert.Empty(QueryAdmission.Check(agreement, SampleAgreement.Advertiser, s_query with { SelectionPermille = 200, AttoDelta = 1_000_000 }));
    }

    [Fact]
    public void Domains_that_were_found_are_in_order_and_no_larger_than_agreed()
    {
        PrivateModelTerms terms = s_terms with { MaximumAttoDelta = 1_000_000_000 };
        ModelFeature planned = PrivateModelFeatures.Of(SampleAgreement.Valid, terms, selects: true).Single(feature => feature.IsOpen);
        Assert.Equal((DomainSource.Selected, "campaign"), (planned.Source, planned.Column.Column));
        Assert.True((planned with { Domain = new CategoryDomain { Values = ["a", "b"] } }).Closes(planned));
        Assert.True((planned with { Domain = new HashedDomain { Buckets = 1 } }).Closes(planned));
        ModelFeature[] others =
        [
            planned,
            planned with { Domain = new CategoryDomain { Values = [] } },
            planned with { Domain = new CategoryDomain { Values = ["b", "a"] } },
            planned with { Domain = new CategoryDomain { Values = ["a", "a"] } },
            planned with { Domain = new CategoryDomain { Values = [.. Enumerable.Range(0, 65).Select(i => $"{i:000}")] } },
            planned with { Domain = new HashedDomain { Buckets = 64 } },
            planned with { Domain = new NumberDomain { Low = 0, High = 1 } },
            planned with { Domain = new CategoryDomain { Values = ["a"] }, Source = DomainSource.Agreed },
            planned with { Domain = new CategoryDomain { Values = ["a"] }, Name = "another" },
        ];
        Assert.All(others, other => Assert.False(other.Closes(planned)));
        ModelFeature number = planned with { Domain = new OpenNumberDomain() };
        Assert.True((number with { Domain = new NumberDomain { Low = -1, High = 1 } }).Closes(number));
        Assert.False((number with { Domain = new NumberDomain { Low = 1, High = 1 } }).Closes(number));
        Assert.False((number with { Domain = new NumberDomain { Low = double.MinValue, High = double.MaxValue } }).Closes(number));
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
            answer with { Card = answer.Card with { Bounds = [] } },
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
