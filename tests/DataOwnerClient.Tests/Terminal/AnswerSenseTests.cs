using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

/// <summary>Figures that the noise drowns are not shown as figures. Only intervals decide: there is nothing else to decide by.</summary>
public sealed class AnswerSenseTests
{
    [Theory]
    [InlineData(0, 0, 40, false)]
    [InlineData(900, 0, 2000, false)]
    [InlineData(20, 1, 40, true)]
    public void An_overlap_says_something_when_its_interval_leaves_nobody_out(double estimate, double low, double high, bool says) =>
        Assert.Equal(says, AnswerSense.IsInformative(new OverlapAnswer { Covers = "", IntervalsCoverBounding = true, Overlap = Of(estimate, low, high), Tables = [] }));

    [Theory]
    [InlineData(0.60, 0.80, 0.60, 0.80, true)]
    [InlineData(0.25, 0.74, 0.25, 0.74, true)]
    [InlineData(0.25, 0.75, 0.60, 0.70, false)]
    [InlineData(0.60, 0.70, 0.25, 0.75, false)]
    [InlineData(0, 1, 0, 1, false)]
    public void A_model_says_something_when_both_aucs_are_known_better_than_to_half_of_their_range(
        double low, double high, double lowWithout, double highWithout, bool says) =>
        Assert.Equal(says, AnswerSense.IsInformative(Model(Of(0.65, low, high), Of(0.65, lowWithout, highWithout))));

    [Fact]
    public void An_interval_that_is_no_number_says_nothing() =>
        Assert.False(AnswerSense.IsInformative(Model(Of(0.65, 0.6, 0.7), Of(double.NaN, double.NaN, double.NaN))));

    private static CtrModelAnswer Model(Figure with, Figure without) => new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Label = new ColumnReference { Dataset = DatasetId.Parse("ads"), Column = "label" },
        WithPartner = Quality(with),
        WithoutPartner = Quality(without),
        AucGain = Of(0, 0, 0),
    };

    private static ModelQuality Quality(Figure auc) => new()
    {
        Rows = auc,
        PositiveRate = auc,
        Auc = auc,
        LogLoss = auc,
        NormalisedEntropy = auc,
        Calibration = auc,
        TopDecileLift = auc,
        CalibrationCurve = [],
    };

    private static Figure Of(double estimate, double low, double high) => new() { Estimate = estimate, Low = low, High = high };
}
