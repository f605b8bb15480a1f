using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

public sealed class MarketsTests
{
    private static MarketsQuery Asked(bool values) => Regions.Ask with { Values = values ? [Regions.Amount] : [] };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_and_reaches_them(bool values)
    {
        List<Change> changes = [];
        for (ulong seed = 1; seed <= 10; seed++)
        {
            Neighbours<Sale, Home> rows = Regions.Random(seed);
            foreach (string person in rows.People)
            {
                Neighbours<Sale, Home> last = rows.WithLast(person);
                long[] with = Regions.Exact(Asked(values), last);
                changes.AddRange(last.Without(person).Select(smaller => Change.Between(with, Regions.Exact(Asked(values), smaller))));
            }
        }

        using TableRun run = Regions.Run(Asked(values), new([], []));
        Sensitivity declared = run.Declared();
        Assert.All(changes, change => Assert.True(change.IsWithin(declared), $"{change} beyond {declared}"));
        Assert.Equal(
            (declared.L1, declared.L2Squared, declared.LInfinity),
            (changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity)));
    }

    [Fact]
    public void A_row_counts_in_its_period_and_in_the_market_where_its_person_mostly_is()
    {
        Neighbours<Sale, Home> rows = new(
            [
                new Sale("a", 0), new Sale("a", 9), new Sale("a", 39), new Sale("a", 40), new Sale("a", -1), new Sale("a", null),
                new Sale("b", 10), new Sale("c", 20), new Sale("d", 20), new Sale("stranger", 0), new Sale(null, 0),
            ],
            [new Home("a", "south"), new Home("a", "east"), new Home("a", "south"), new Home("b", "nowhere"), new Home("c", null), new Home("d", "east")]);
        Assert.Equal(
            [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 0, 1, 1, 0],
            Regions.Exact(Regions.Ask, rows));
    }

    [Fact]
    public void Values_are_clamped_one_by_one_and_absent_ones_add_nothing() =>
        Assert.Equal(
            [2000 - 500 + 150, 0, 0, 0, .. new long[16]],
            Regions.Exact(Asked(values: true), new([new Sale("a", 0, 99), new Sale("a", 1, -99), new Sale("a", 2, 1.5), new Sale("b", 2, double.NaN)], [new Home("a", "east"), new Home("b", "east")])));

    [Fact]
    public void Where_no_bound_binds_the_order_of_rows_changes_nothing()
    {
        MarketsTerms wide = Regions.Terms with { PeriodsPerPerson = 20, RowsPerPersonAndPeriod = 100 };
        Assert.Equal(Regions.Exact(Asked(true), Regions.Random(3), wide), Regions.Exact(Asked(true), Regions.Random(3).Reversed(), wide));
    }

    [Fact]
    public void Noise_is_drawn_in_a_number_that_the_plan_fixes_and_costs_what_was_planned()
    {
        using TableRun full = Regions.Run(Regions.Ask, Regions.Random(6));
        using TableRun empty = Regions.Run(Regions.Ask, new([], []));
        PrivateRelease<Answer> release = full.Compute();
        MarketsAnswer nothing = Assert.IsType<MarketsAnswer>(empty.Compute().Value);
        Assert.Equal(full.BytesDrawn, empty.BytesDrawn);
        Assert.Equal(full.Plan.Privacy.Cost, release.Cost);
        Assert.InRange(release.Cost.NanoRho, 1, Regions.Ask.NanoRho);
        Assert.InRange(nothing.Effect.Estimate, nothing.Effect.Low, nothing.Effect.High);
    }

    [Fact]
    public void An_answer_holds_every_market_and_says_of_each_interval_what_it_covers()
    {
        using TableRun run = Regions.Run(Regions.Ask, Regions.Random(7));
        MarketsAnswer answer = Assert.IsType<MarketsAnswer>(run.Compute().Value);
        Assert.Equal(Regions.Names, answer.Markets.Select(market => market.Market));
        Assert.Equal([false, false, true, false], answer.Markets.Select(market => market.IsTreated));
        Assert.All(answer.Markets, market => Assert.Equal(4, market.Totals.Count));
        Assert.Equal((4, 4, 3), (answer.Others.Count, answer.Synthetic.Count, answer.Placebos.Count));
        Assert.Equal(0.75, answer.EffectCoverage, 1e-12);
        Assert.Equal((Figure.FromPlacebosAndNoise, Figure.FromNoise), (answer.Effect.InferredFrom, answer.EffectFromNoise.InferredFrom));
        Assert.True(answer.Effect.High - answer.Effect.Low >= answer.EffectFromNoise.High - answer.EffectFromNoise.Low);
    }

    [Fact]
    public void Only_the_columns_that_are_asked_for_are_read()
    {
        QueryPlan plan = QueryPlanner.Plan(Regions.Agreement(Regions.Terms, Regions.Names), Regions.Ask);
        Assert.Equal(["buyer", "sold_at"], plan.ColumnsOf(Regions.Shop));
        Assert.Equal(["viewer", "region"], plan.ColumnsOf(Regions.Profiles));
    }
}
