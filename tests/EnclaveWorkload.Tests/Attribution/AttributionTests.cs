using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Attribution;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

public sealed class AttributionTests
{
    private const long One = Credit.UnitsPerConversion;

    public static TheoryData<string> Models => ["all", .. Journeys.AllModels.Select(model => $"{model.Kind}")];

    [Theory]
    [MemberData(nameof(Models))]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(string models)
    {
        AttributionQuery query = Asked(models);
        for (int measure = 0; measure < 3; measure++)
        {
            List<Change> changes = [];
            Sensitivity declared = default;
            for (ulong seed = 1; seed <= 6; seed++)
            {
                Neighbours<Bought, Seen> rows = Journeys.Random(seed);
                foreach (string person in rows.People)
                {
                    Neighbours<Bought, Seen> last = rows.WithLast(person);
                    long[] with = Journeys.Exact(query, last)[measure];
                    changes.AddRange(last.Without(person).Select(smaller => Change.Between(with, Journeys.Exact(query, smaller)[measure])));
                }

                using TableRun run = Journeys.Run(query, rows);
                declared = run.Declared(measure);
            }

            Assert.All(changes, change => Assert.True(change.IsWithin(declared), $"{change} beyond {declared}"));
            Assert.Equal(
                (declared.L1, declared.L2Squared, declared.LInfinity),
                (changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity)));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Campaigns_other_ones_and_what_is_unattributed_add_up_to_all_bounded_conversions(string models)
    {
        AttributionQuery query = Asked(models);
        Neighbours<Bought, Seen> rows = Journeys.Random(3, people: 30, bought: 200, seen: 500);
        long conversions = rows.Primary.Where(row => row is { Id: not null, At: not null }).GroupBy(row => row.Id).Sum(person => Math.Min(2, person.Count()));
        long[] credit = Journeys.Exact(query, rows)[0];
        for (int model = 0; model < query.Models.Count; model++)
        {
            Assert.Equal(conversions * One, credit[(3 * model)..((3 * model) + 3)].Sum() + credit[^1]);
        }
    }

    [Fact]
    public void Of_few_people_under_much_noise_one_model_adds_up_to_the_total()
    {
        AttributionQuery query = Journeys.Ask(new LinearModel()) with { NanoRho = 5_000_000, Values = [Journeys.Amount] };
        int negative = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            using TableRun run = Journeys.Run(query, Journeys.Random(3), seed: seed);
            AttributionAnswer answer = Assert.IsType<AttributionAnswer>(run.Compute().Value);
            CreditFigures[] parts = [.. answer.Models[0].Campaigns.Select(campaign => campaign.Credit), answer.Models[0].Other, answer.Unattributed];
            Assert.Equal(answer.Total.Conversions.Estimate, parts.Sum(part => part.Conversions.Estimate), 1e-6);
            Assert.Equal(answer.Total.Values[0].Estimate, parts.Sum(part => part.Values[0].Estimate), 1e-6);
            Assert.All(parts, part => Assert.InRange(part.Conversions.Estimate, part.Conversions.Low, part.Conversions.High));
            negative += parts.Count(part => part.Conversions.Estimate < 0);
        }

        Assert.True(negative > 0, "no credit was below 0, so that nothing would have been raised to it");
    }

    [Fact]
    public void Each_model_divides_a_conversion_as_its_name_says()
    {
        Neighbours<Bought, Seen> rows = new(
            [new Bought("p", 40, Amount: 30, Points: -5)],
            [new Seen("p", 0, "brand"), new Seen("p", 10, "spring"), new Seen("p", 20, "nobody's"), new Seen("p", 30, "spring")]);
        AttributionQuery query = Journeys.Ask(Journeys.AllModels) with { Values = [Journeys.Amount, Journeys.Points] };
        AttributionTerms wide = Journeys.Terms with { TouchpointsPerConversion = 4 };
        IReadOnlyList<long[]> credit = Journeys.Exact(query, rows, wide);

        // Time decay: 1/8, 1/4, 1/2 and 1 of 15/8. The rest of a division goes to the largest remainder, of equal ones to the later.
        Assert.Equal([0, 10_000, 0, 10_000, 0, 0, 2500, 5000, 2500, 667, 6666, 2667, 4000, 5000, 1000, 0], credit[0]);
        Assert.Equal([0, 3000, 0, 3000, 0, 0, 750, 1500, 750, 200, 2000, 800, 1200, 1500, 300, 0], credit[1]);
        Assert.Equal([0, -500, 0, -500, 0, 0, -125, -250, -125, -33, -334, -133, -200, -250, -50, 0], credit[2]);
    }

    [Fact]
    public void Shares_of_position_are_kept_in_ratio_when_there_is_nothing_between()
    {
        AttributionQuery query = Journeys.Ask(new PositionBasedModel { FirstPercent = 30, LastPercent = 10 });
        Assert.Equal([7500, 2500, 0, 0], Journeys.Exact(query, new([new Bought("p", 9)], [new Seen("p", 1, "brand"), new Seen("p", 2, "spring")]))[0]);
        Assert.Equal([10_000, 0, 0, 0], Journeys.Exact(query, new([new Bought("p", 9)], [new Seen("p", 1, "brand")]))[0]);
    }

    [Fact]
    public void Beyond_the_most_touchpoints_the_earliest_and_the_latest_are_considered()
    {
        Neighbours<Bought, Seen> rows = new([new Bought("p", 9)], [.. Enumerable.Range(1, 8).Select(at => new Seen("p", at, at == 1 ? "brand" : at >= 7 ? "spring" : null))]);
        long[] credit = Journeys.Exact(Journeys.Ask(new FirstTouchModel(), new LinearModel(), new LastTouchModel()), rows)[0];
        Assert.Equal([10_000, 0, 0, 3333, 6667, 0, 0, 10_000, 0, 0], credit);
    }

    [Theory]
    [InlineData(100, 0, true)]
    [InlineData(100, 100, true)]
    [InlineData(101, 0, false)]
    [InlineData(100, 101, false)]
    [InlineData(-5, -5, true)]
    public void An_exposure_counts_from_the_windows_beginning_to_the_conversion_itself(long converted, long seen, bool counts)
    {
        long[] credit = Journeys.Exact(Journeys.Ask(new LastTouchModel()), new([new Bought("p", converted)], [new Seen("p", seen, "brand")]))[0];
        Assert.Equal(counts ? [One, 0, 0, 0] : [0, 0, 0, One], credit);
    }

    [Fact]
    public void Nobodys_rows_and_rows_at_no_moment_count_for_nothing_and_people_without_exposures_are_unattributed()
    {
        Neighbours<Bought, Seen> rows = new(
            [new Bought(null, 5), new Bought("p", null), new Bought("p", 5), new Bought("q", 5), new Bought("r", 5)],
            [new Seen(null, 4, "brand"), new Seen("p", null, "brand"), new Seen("q", 4, null), new Seen("s", 4, "brand")]);
        Assert.Equal([0, 0, One, 2 * One], Journeys.Exact(Journeys.Ask(new LastTouchModel()), rows)[0]);
    }

    [Fact]
    public void The_order_of_rows_changes_nothing_even_among_exposures_of_one_moment()
    {
        AttributionTerms wide = Journeys.Terms with { ConversionsPerPerson = 100, TouchpointsPerConversion = 5 };
        AttributionQuery query = Asked("all");
        Neighbours<Bought, Seen> rows = Journeys.Random(9, people: 10, bought: 60, seen: 400);
        Assert.Equal(Journeys.Exact(query, rows, wide), Journeys.Exact(query, rows.Reversed(), wide));
    }

    [Fact]
    public void Values_are_clamped_one_by_one_and_absent_ones_are_worth_nothing()
    {
        AttributionQuery query = Journeys.Ask(new LastTouchModel()) with { Values = [Journeys.Amount, Journeys.Points] };
        Neighbours<Bought, Seen> rows = new(
            [new Bought("p", 1, double.NaN, 9), new Bought("p", 2, 12.345, -9), new Bought("q", 3, 999), new Bought("q", 4, -3)], [new Seen("q", 3, "brand")]);
        IReadOnlyList<long[]> credit = Journeys.Exact(query, rows);
        Assert.Equal([5000, 0, 0, 1234], credit[1]);
        Assert.Equal([0, 0, 0, 300 - 700], credit[2]);
    }

    [Fact]
    public void Intervals_cover_the_exact_figures_as_often_as_they_say()
    {
        AttributionQuery query = Asked("all") with { NanoRho = 3_000_000 };
        Neighbours<Bought, Seen> rows = Journeys.Random(5, people: 60, bought: 100, seen: 200);
        IReadOnlyList<long[]> exact = Journeys.Exact(query, rows);
        const int Rounds = 300;
        int[] covered = new int[5];
        for (int seed = 0; seed < Rounds; seed++)
        {
            using TableRun run = Journeys.Run(query, rows, seed: seed);
            AttributionAnswer answer = Assert.IsType<AttributionAnswer>(run.Compute().Value);

            // Which conversions count is drawn too: the figures of this run are the ones to cover.
            long[] credit = ((BoundedCredit)run.Bounded).EntriesOfMeasures[0];
            covered[0] += Covers(answer.Models[2].Campaigns[1].Credit.Conversions, credit[7] / (double)One);
            covered[1] += Covers(answer.Unattributed.Conversions, credit[^1] / (double)One);
            covered[2] += Covers(answer.Total.Conversions, (credit[..3].Sum() + credit[^1]) / (double)One);
            covered[3] += Covers(answer.Unattributed.Values[1], ((BoundedCredit)run.Bounded).EntriesOfMeasures[2][^1] / 100.0);
            covered[4] += Covers(answer.Models[4].Other.Values[0], ((BoundedCredit)run.Bounded).EntriesOfMeasures[1][14] / 100.0);
        }

        // 95 % less four deviations of so many rounds.
        Assert.All(covered, count => Assert.True(count >= Rounds * 0.90, $"{count} of {Rounds}"));
        Assert.True(exact[0].Sum() > 0);
    }

    [Fact]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes_and_costs_what_was_planned()
    {
        AttributionQuery query = Asked("all");
        using TableRun full = Journeys.Run(query, Journeys.Random(6));
        using TableRun empty = Journeys.Run(query, new([], []));
        PrivateRelease<Answer> release = full.Compute();
        empty.Compute();
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, query.NanoRho - 3, query.NanoRho);
    }

    [Fact]
    public void Only_the_columns_that_are_asked_for_are_read()
    {
        QueryPlan plan = QueryPlanner.Plan(Journeys.Agreement(), Journeys.Ask(new LastTouchModel()) with { Values = [Journeys.Points] });
        Assert.Equal(["buyer", "bought_at", "points"], plan.ColumnsOf(Journeys.Shop));
        Assert.Equal(["viewer", "seen_at", "campaign"], plan.ColumnsOf(Journeys.Media));
    }

    private static AttributionQuery Asked(string models) =>
        Journeys.Ask([.. Journeys.AllModels.Where(model => models == "all" || models == $"{model.Kind}")]) with { Values = [Journeys.Amount, Journeys.Points] };

    private static int Covers(Figure figure, double exact) => figure.Low <= exact && exact <= figure.High ? 1 : 0;
}
