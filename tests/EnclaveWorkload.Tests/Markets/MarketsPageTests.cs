using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Markets;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

/// <summary>docs/questions/markets.md: its figures are computed from its own tables.</summary>
public sealed class MarketsPageTests
{
    private static readonly QuestionPage s_page = new("markets.md");

    [Fact]
    public void The_true_values_and_the_width_are_those_of_the_page()
    {
        Neighbours<Sale, Home> rows = new(
            [.. s_page.Table("buyer", "sold").Select(row => new Sale(row[0], DayOf(row[1])))],
            [.. s_page.Table("viewer", "region").Select(row => new Home(row[0], row[1]))]);
        using TableRun run = Regions.Run(s_page.Query<MarketsQuery>(), rows);
        string[][] stated = [.. s_page.Table("market", "week 1", "week 2", "week 3", "week 4")];
        Assert.Equal([.. Regions.Names, "all others"], stated.Select(row => row[0]));
        Assert.Equal(stated.SelectMany(row => row[1..]), ((MarketMatrix)run.Bounded).Totals.Select(total => $"{total}"));
        NoisyCounts mechanism = Assert.IsType<NoisyCounts>(Assert.Single(run.Plan.Privacy.Mechanisms));
        Assert.Equal(new Rational(900, 1), mechanism.Noise.Scale);
        Assert.Equal([mechanism.Name, $"{mechanism.Noise.HalfWidth(new Rational(95, 100))}"], Assert.Single(s_page.Table("total", "lies within, 95 %")));
    }

    private static long DayOf(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds() / 86_400;
}
