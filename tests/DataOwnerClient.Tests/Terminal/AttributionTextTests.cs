using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Terminal;

public sealed class AttributionTextTests
{
    private static readonly ColumnReference s_amount = new() { Dataset = DatasetId.Parse("shop"), Column = "amount" };

    private static readonly AttributionAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Values = [s_amount],
        Models = [new ModelCredit { Model = new TimeDecayModel { HalfLifeSeconds = 172_800 }, Campaigns = [new CampaignCredit { Campaign = "brand", Credit = Credit(12.25) }], Other = Credit(0) }],
        Unattributed = Credit(1100),
        Total = Credit(1112.25),
    };

    private static readonly AttributionQuery s_query =
        new() { Terms = TermsId.Parse("attribution"), NanoRho = 1000, WindowSeconds = 3600, Models = [s_answer.Models[0].Model], Values = [s_amount] };

    [Fact]
    public void A_model_is_a_table_of_campaigns_with_other_ones_and_what_is_unattributed()
    {
        string[] lines = [.. AttributionText.Write(s_answer, s_query)];
        Assert.Equal("conversions credited to campaigns, exposures at most 1 hour before; in all 1,112 [1,111; 1,113]", lines[0]);
        Assert.Equal("  time decay, half-life 2 days", lines[1]);
        Assert.Equal(["campaign", "brand", "(other", "(unattributed)"], lines[2..].Select(line => line.TrimStart().Split(' ')[0]));
        Assert.Contains("12.3 [11.3; 13.3]", lines[3], StringComparison.Ordinal);
        Assert.Contains("122.5 [120.5; 124.5]", lines[3], StringComparison.Ordinal);
        Assert.Contains("amount", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 second")]
    [InlineData(90, "90 seconds")]
    [InlineData(7200, "2 hours")]
    [InlineData(86_400, "1 day")]
    [InlineData(604_800, "7 days")]
    public void A_span_is_in_the_largest_unit_that_divides_it(long seconds, string words) => Assert.Equal(words, ModelName.Span(seconds));

    [Fact]
    public void Conversions_that_noise_may_have_made_are_called_so()
    {
        AttributionAnswer drowned = s_answer with { Total = Credit(0.5) };
        Assert.Contains($"  {AnswerSense.NothingToCredit}", AttributionText.Write(drowned, s_query));
        Assert.DoesNotContain($"  {AnswerSense.NothingToCredit}", AttributionText.Write(s_answer, s_query));
    }

    [Fact]
    public void Each_model_has_a_name() => Assert.Equal(
        ["last touch", "first touch", "linear", "position 40/20/40"],
        new AttributionModel[] { new LastTouchModel(), new FirstTouchModel(), new LinearModel(), new PositionBasedModel { FirstPercent = 40, LastPercent = 40 } }.Select(ModelName.Of));

    [Fact]
    public void The_report_has_the_same_rows()
    {
        AttributionFigures figures = AttributionReport.From(null, s_query, s_answer);
        Assert.Equal(["brand", "other campaigns", "unattributed"], Assert.Single(figures.Models).Lines.Select(line => line.Name));
        Assert.Equal(("1 hour", 1112.25, 12.25), (figures.Window, figures.Total.Estimate, figures.Models[0].Lines[0].Conversions.Estimate));
        Assert.Equal(122.5, figures.Models[0].Lines[0].Values[0].Estimate);
    }

    private static CreditFigures Credit(double conversions) => new() { Conversions = Around(conversions, 1), Values = [Around(conversions * 10, 2)] };

    private static Figure Around(double value, double half) => new() { Estimate = value, Low = value - half, High = value + half };
}
