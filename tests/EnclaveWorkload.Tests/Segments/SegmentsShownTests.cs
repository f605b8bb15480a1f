using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Segments;

/// <summary>What happens to noised figures afterwards: ratios, conditions, order, limit, totals.</summary>
public sealed class SegmentsShownTests
{
    private static readonly Agreement s_agreement = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 1 });

    private static readonly SegmentsQuery s_all = Sample.AskSegments(Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Ads, "slot")) with
    {
        NanoRho = 90_000_000_000,
        Measures = Sample.All,
    };

    private static readonly TwoTables s_tables = Tables();

    [Fact]
    public void With_little_noise_the_figures_are_the_true_ones()
    {
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, s_all, s_tables);
        SegmentFigures top = answer.Groups.Single(group => group.Values.SequenceEqual(["news", "top"]));
        Assert.InRange(top.Find(Sample.Name("rows"))!.Estimate, 390, 410);
        Assert.InRange(top.Find(Sample.Name("clicks"))!.Estimate, 90, 110);
        Assert.InRange(top.Find(Sample.Name("sales"))!.Estimate, 40, 60);
        Assert.InRange(top.Find(Sample.Name("people"))!.Estimate, 390, 410);
        Assert.InRange(top.Find(Sample.Name("cost"))!.Estimate, 780, 820);
        Assert.InRange(top.Find(Sample.Name("ctr"))!.Estimate, 0.22, 0.28);
        Assert.InRange(top.Find(Sample.Name("cvr"))!.Estimate, 0.4, 0.6);
        Assert.InRange(top.Find(Sample.Name("extra"))!.Estimate, 0, 20);
        foreach (MeasureFigure figure in top.Figures)
        {
            Assert.InRange(figure.Figure.Estimate, figure.Figure.Low, figure.Figure.High);
        }
    }

    [Fact]
    public void Groups_and_rest_add_up_to_the_total_with_and_without_a_limit()
    {
        foreach (SegmentsQuery query in new[] { s_all, s_all with { Limit = 2 }, s_all with { Having = [Condition("rows", FigureComparison.AtLeast, 150)] } })
        {
            SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, query, s_tables);
            Assert.Equal(6, answer.Groups.Count + answer.GroupsLeftOut);
            foreach (string name in new[] { "rows", "clicks", "sales", "people", "cost", "margin", "extra" })
            {
                double sum = answer.Groups.Sum(group => group.Find(Sample.Name(name))!.Estimate) + Of(answer.Other, name)!.Estimate;
                Assert.Equal(Of(answer.Total, name)!.Estimate, sum, 1e-6);
            }
        }
    }

    [Fact]
    public void Conditions_order_and_limit_look_at_released_figures()
    {
        SegmentsQuery query = s_all with
        {
            Having = [Condition("rows", FigureComparison.Above, 50), Condition("ctr", FigureComparison.Below, 0.9)],
            OrderBy = [new FigureOrder { Figure = Sample.Name("rows"), Descending = true }],
            Limit = 2,
        };
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, query, s_tables);
        Assert.Equal([["news", "top"], ["sport", "side"]], answer.Groups.Select(group => group.Values.ToArray()));
        Assert.Equal(4, answer.GroupsLeftOut);
        Assert.All(answer.Groups, group => Assert.True(group.Find(Sample.Name("rows"))!.Estimate > 50));
    }

    [Fact]
    public void A_quotient_of_nothing_known_is_left_out_and_comes_last()
    {
        SegmentsQuery query = s_all with { OrderBy = [new FigureOrder { Figure = Sample.Name("cvr"), Descending = false }] };
        SegmentsAnswer answer = Run.Answer<SegmentsAnswer>(s_agreement, query, s_tables);
        bool[] has = [.. answer.Groups.Select(group => group.Find(Sample.Name("cvr")) is not null)];
        Assert.Equal([true, true, false, false, false, false], has);
        Assert.DoesNotContain(
            answer.Groups,
            group => group.Find(Sample.Name("cvr")) is null && Run.Answer<SegmentsAnswer>(s_agreement, query with { Having = [Condition("cvr", FigureComparison.AtLeast, -1e9)] }, s_tables)
                .Groups.Any(other => other.Values.SequenceEqual(group.Values)));
    }

    [Fact]
    public void A_limit_shows_the_first_of_the_whole_order_and_equal_figures_by_their_key_values()
    {
        // The quotient of four groups is missing, so that they are equal.
        SegmentsQuery query = s_all with { OrderBy = [new FigureOrder { Figure = Sample.Name("cvr"), Descending = true }] };
        string[][] whole = [.. Run.Answer<SegmentsAnswer>(s_agreement, query, s_tables).Groups.Select(group => group.Values.ToArray())];
        Assert.Equal(whole[2..].OrderBy(values => string.Join('|', values), StringComparer.Ordinal), whole[2..]);
        for (int limit = 1; limit <= whole.Length; limit++)
        {
            SegmentsAnswer limited = Run.Answer<SegmentsAnswer>(s_agreement, query with { Limit = limit }, s_tables);
            Assert.Equal(whole[..limit], limited.Groups.Select(group => group.Values.ToArray()));
        }
    }

    [Fact]
    public void A_partners_keys_need_less_noise_because_a_person_has_one_value_of_them()
    {
        Agreement wide = Sample.Agreement(Sample.Segments with { GroupsPerPerson = 9 });
        QueryPlan partners = QueryPlanner.Plan(wide, Sample.AskSegments(Sample.Column(Sample.Feeds, "section")));
        QueryPlan own = QueryPlanner.Plan(wide, Sample.AskSegments(Sample.Column(Sample.Feeds, "section"), Sample.Column(Sample.Ads, "slot")));
        Assert.Equal(4, partners.Privacy.Mechanisms[0].Reports[0].Sensitivity.L2Squared);
        Assert.Equal(7 * 4, own.Privacy.Mechanisms[0].Reports[0].Sensitivity.L2Squared);
    }

    [Fact]
    public void The_golden_example_of_the_page_has_its_true_values_and_its_noise()
    {
        Agreement agreement = Sample.Agreement();
        SegmentsQuery query = s_all with { NanoRho = 1_000_000_000, Measures = Sample.Rates };
        using Run run = new(agreement, query, s_tables);
        long[] exact = run.Count([0, 1, 2, 3, 4, 5])[0];

        // Cells in the order of the vocabularies: culture, news, sport, each side and top, then the rest; clicks and rows without.
        Assert.Equal([0, 0, 0, 0, 0, 0, 100, 300, 50, 150, 0, 0, 3, 7], exact);
        CountNoise noise = Assert.IsType<NoisyCounts>(Assert.Single(run.Plan.Privacy.Mechanisms)).Noise;
        Assert.Equal((8, 4), (noise.Sensitivity.L2Squared, noise.Scale));
        Assert.Equal(4, noise.HalfWidth(new Rational(95, 100)));
    }

    [Fact]
    public void Budget_is_shared_evenly_by_what_is_noised()
    {
        QueryPlan plan = QueryPlanner.Plan(s_agreement, s_all with { NanoRho = 1_000_000_000 });
        Assert.Equal([400_000_000, 200_000_000, 200_000_000, 200_000_000], plan.Privacy.Mechanisms.Select(mechanism => mechanism.Cost.NanoRho));
    }

    private static Figure? Of(IReadOnlyList<MeasureFigure> figures, string name) => figures.FirstOrDefault(figure => figure.Measure == Sample.Name(name))?.Figure;

    private static FigureCondition Condition(string figure, FigureComparison comparison, double value) =>
        new() { Figure = Sample.Name(figure), Is = comparison, Value = value };

    /// <summary>400 people saw one advertisement at the top of the news (a quarter clicked, an eighth bought), 200 at the side of sport, 10 elsewhere.</summary>
    private static TwoTables Tables()
    {
        FeedRow Feed(int i) => new($"p{i}", i < 400 ? "news" : i < 600 ? "sport" : "weather", "a", null, 30, 0);
        AdRow Ad(int i) => new($"p{i}", i < 400 ? "top" : "side", "x", null, 2, i % 4 == 0 ? 1 : 0) { Bought = i % 8 == 0 ? "yes" : "no", Margin = 1 };
        return new TwoTables([.. Enumerable.Range(0, 610).Select(Feed)], [.. Enumerable.Range(0, 610).Select(Ad)]);
    }
}
