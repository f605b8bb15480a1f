using System.Globalization;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

/// <summary>docs/questions/attribution.md: its example is computed from its own tables.</summary>
public sealed class AttributionPageTests
{
    private static readonly QuestionPage s_page = new("attribution.md");
    private static readonly AttributionTerms s_terms = Journeys.Terms with { TouchpointsPerConversion = 10 };

    private static readonly Neighbours<Bought, Seen> s_rows = new(
        [.. s_page.Table("buyer", "bought at", "amount").Select(row => new Bought(row[0], Seconds(row[1]), Number(row[2])))],
        [.. s_page.Table("viewer", "seen at", "campaign").Select(row => new Seen(row[0], Seconds(row[1]), row[2]))]);

    [Fact]
    public void The_true_values_are_those_of_the_pages_tables()
    {
        AttributionQuery query = s_page.Query<AttributionQuery>();
        IReadOnlyList<long[]> credit = Journeys.Exact(query, s_rows, s_terms);
        string[][] table = [.. s_page.Table("figure", "last touch", "time decay", "amount, last touch", "amount, time decay")];
        Assert.Equal(["brand", "spring", "other", "unattributed"], table.Select(row => row[0]));
        for (int figure = 0; figure < 4; figure++)
        {
            (int last, int decay) = figure == 3 ? (6, 6) : (figure, 3 + figure);
            Assert.Equal(
                [Text(credit[0][last], 4), Text(credit[0][decay], 4), Text(credit[1][last], 2), Text(credit[1][decay], 2)],
                table[figure][1..]);
        }
    }

    [Fact]
    public void The_widths_are_those_of_the_noise()
    {
        using TableRun run = Journeys.Run(s_page.Query<AttributionQuery>(), s_rows, s_terms);
        long[] halfWidths = [.. run.Plan.Privacy.Mechanisms.Select(mechanism => ((NoisyCounts)mechanism).Noise.HalfWidth(new Rational(95, 100)))];
        Assert.Equal(["conversions", Text(halfWidths[0], 4), "amount", Text(halfWidths[1], 2)], s_page.Table("measure", "each figure lies within, 95 %").SelectMany(row => row));
        Assert.Equal(10_000_000, run.Plan.Privacy.Cost.NanoRho);
    }

    private static string Text(long units, int places) => (units / (decimal)Math.Pow(10, places)).ToString($"F{places}", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static long Seconds(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
