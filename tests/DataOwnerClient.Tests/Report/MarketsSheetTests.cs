using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DataOwnerClient.Report;
using EnclaveCleanRoom.DataOwnerClient.Report.Sheets;
using EnclaveCleanRoom.DataOwnerClient.Terminal;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Report;

public sealed class MarketsSheetTests
{
    private static readonly MarketsQuery s_query = new()
    {
        Terms = TermsId.Parse("markets"),
        NanoRho = 1000,
        Treated = ["north"],
        Start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero),
        PeriodSeconds = 604_800,
        PrePeriods = 2,
        PostPeriods = 1,
        Values = [],
    };

    private static readonly MarketsAnswer s_answer = new()
    {
        Covers = "",
        IntervalsCoverBounding = false,
        Markets = [Market("north", true, 0, 100, 110, 160), Market("south", false, 1.5, 60, 80, 90)],
        Others = [Of(1, 0, 9), Of(2, 0, 9), Of(3, 0, 9)],
        Synthetic = [90, 120, 135],
        Effect = Of(25, -15, 65),
        EffectCoverage = 0.5,
        EffectFromNoise = Of(25, 5, 45),
        DifferenceInDifferences = Of(35, 10, 60),
        RelativeEffect = 0.24,
        Placebos = [new PlaceboEffect { Markets = ["south"], RelativeEffect = -0.1 }],
        PlaceboRank = 0.5,
    };

    [Fact]
    public void An_effect_stands_first_with_what_its_interval_rests_on()
    {
        Sheet sheet = MarketsSheet.Of(s_query, s_answer);
        Assert.Equal("north since 2026-01-19, against what untreated markets say they would have had.", sheet.Lead);
        Assert.Equal(new ReportFigure(25, -15, 65), sheet.Tables[0].Rows[0].Figures[0]);
        Assert.Contains("holds in 50 % of cases, if treated markets are like untreated ones", sheet.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Periods_markets_and_placebos_have_their_tables()
    {
        Sheet sheet = MarketsSheet.Of(s_query, s_answer);
        Assert.Equal(["2026-01-05 00:00", "2026-01-12 00:00", "2026-01-19 00:00 treated"], sheet.Tables[1].Rows.Select(row => row.Label));
        Assert.Equal((160, 135), (sheet.Tables[1].Rows[2].Figures[0]!.Value.Estimate, sheet.Tables[1].Rows[2].Figures[1]!.Value.Estimate));
        Assert.Equal(["north (treated)", "south", "(all others)"], sheet.Tables[2].Rows.Select(row => row.Label));
        Assert.Equal((1.5, 70, 90), (sheet.Tables[2].Rows[1].Figures[0]!.Value.Estimate, sheet.Tables[2].Rows[1].Figures[1]!.Value.Estimate, sheet.Tables[2].Rows[1].Figures[2]!.Value.Estimate));
        Assert.Null(sheet.Tables[2].Rows[0].Figures[0]);
        Assert.Equal(["treated", "south"], sheet.Tables[3].Rows.Select(row => row.Label));
        Assert.All(sheet.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Figures.Count)));
    }

    [Fact]
    public void Markets_that_noise_may_have_made_are_called_so()
    {
        MarketsAnswer drowned = s_answer with { Markets = [Market("north", true, 0, 5, 1, 9), s_answer.Markets[1]] };
        Assert.Contains(AnswerSense.NothingBefore, MarketsSheet.Of(s_query, drowned).Notes);
        Assert.DoesNotContain(AnswerSense.NothingBefore, MarketsSheet.Of(s_query, s_answer).Notes);
    }

    private static MarketSeries Market(string name, bool isTreated, double weight, params double[] totals) =>
        new() { Market = name, IsTreated = isTreated, Weight = weight, Totals = [.. totals.Select(total => Of(total, total - 10, total + 10))] };

    private static Figure Of(double estimate, double low, double high) => new() { Estimate = estimate, Low = low, High = high };
}
