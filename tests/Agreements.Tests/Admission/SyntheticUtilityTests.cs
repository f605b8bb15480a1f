using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Tests.Samples;

namespace EnclaveCleanRoom.Agreements.Tests.Admission;

public sealed class SyntheticUtilityTests
{
    private static readonly SyntheticTerms s_terms = SyntheticSamples.Terms with { MaximumRows = 10_000 };
    private static readonly ColumnReference s_label = s_terms.Columns[2].Column;
    private static readonly SyntheticQuery s_query = SyntheticSamples.Query with { Rows = 500, Utility = [s_label] };

    [Fact]
    public void A_label_among_the_columns_may_be_measured_with_enough_rows_budget_and_something_to_predict_from()
    {
        Assert.Empty(Check(s_query));
        Outside("rows, where their use is measured", s_query with { Rows = 499 });
        Outside("nanoRho of utility", s_query with { NanoRho = 499_000 });
        Outside("utility", s_query with { Utility = [s_query.Columns[0]] });
        Outside("utility", s_query with { Utility = [SampleAgreement.Column(SampleAgreement.Ads, "user_id")] });
        Outside("utility", s_query with { Utility = [s_label, s_label] });
        Outside("utility", s_query with { Columns = [s_label] });
        Outside("utility", s_query with { Columns = [s_query.Columns[0]] });
    }

    [Fact]
    public void It_is_paid_by_a_fifth_which_learning_goes_without()
    {
        Assert.Equal(4_000_000, s_query.UtilityNanoRho);
        Assert.Equal(0, SyntheticSamples.Query.UtilityNanoRho);
        Assert.Equal(s_query.UtilityNanoRho, (s_query with { Utility = [] }).LearningNanoRho(s_terms) - s_query.LearningNanoRho(s_terms));
        Assert.False(s_query.IsSameAs(s_query with { Utility = [] }));
    }

    [Fact]
    public void Figures_of_use_fit_where_they_were_asked_for_and_are_possible()
    {
        SyntheticQuery asked = SyntheticSamples.Query with { Utility = [s_label] };
        SyntheticUtility use = new() { Label = s_label, TrainedOnMade = Quality(0.7), TrainedOnTrue = Quality(0.72), AucDifference = Of(-0.02, -0.1, 0.06) };
        bool Fits(SyntheticQuery query, params SyntheticUtility[] found) => AnswerCheck.Of(s_terms, query, SyntheticSamples.Answer with { Utility = found }).Holds;
        Assert.True(Fits(asked, use));
        Assert.True(Fits(SyntheticSamples.Query));
        Assert.False(Fits(asked));
        Assert.False(Fits(SyntheticSamples.Query, use));
        Assert.False(Fits(asked, use, use));
        Assert.False(Fits(asked, use with { Label = s_terms.Columns[0].Column }));
        Assert.False(Fits(asked, use with { TrainedOnMade = Quality(1.7) }));
        Assert.False(Fits(asked, use with { TrainedOnTrue = Quality(-0.1) }));
        Assert.False(Fits(asked, use with { AucDifference = Of(0.2, -0.1, 0.1) }));
        Assert.False(Fits(asked, use with { AucDifference = Of(0, -0.1, 0.1) with { InferredFrom = Figure.FromSamplingAndNoise } }));
    }

    private static ModelQuality Quality(double auc) => new()
    {
        Rows = Of(100, 90, 110),
        PositiveRate = Of(0.1, 0.09, 0.11),
        Auc = Of(auc, auc - 0.05, auc + 0.05),
        LogLoss = Of(0.3, 0.2, 0.4),
        NormalisedEntropy = Of(0.9, 0.8, 1),
        Calibration = Of(1, 0.9, 1.1),
        TopDecileLift = Of(2, 1, 3),
        CalibrationCurve = [],
    };

    private static Figure Of(double estimate, double low, double high) => new() { Estimate = estimate, Low = low, High = high };

    private static IReadOnlyList<DenialReason> Check(SyntheticQuery query) =>
        QueryAdmission.Check(SampleAgreement.Valid with { Queries = [s_terms] }, SampleAgreement.Advertiser, query);

    private static void Outside(string claim, SyntheticQuery query) =>
        Assert.Contains(Check(query), reason => reason.Code == DenialCode.ParameterOutsideTerms && reason.Claim == claim);
}
