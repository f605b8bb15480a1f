using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.DifferentialPrivacy.Tests;
using EnclaveCleanRoom.PrivateModels.Sharding;
using EnclaveCleanRoom.PrivateModels.Tests.Data;

namespace EnclaveCleanRoom.PrivateModels.Tests.Privacy;

/// <summary>The quality of a class of models that is trained without privacy, over shards of different people.</summary>
public sealed class ShardedQualityTests
{
    private static readonly BoosterOptions s_trees = new() { NumIterations = 10, NumLeaves = 6, MinDataInLeaf = 2, MinSumHessianInLeaf = 1e-3 };
    private static readonly ShardedQualityOptions s_options = new() { Shards = 12, Trees = s_trees };

    [Fact]
    public void Trained_again_without_one_person_one_shard_moves_and_no_further_than_declared()
    {
        double largest = 0;
        for (int seed = 0; seed < 3; seed++)
        {
            TogetherExamples data = new(400, seed, mostRows: 4);
            ShardedQuality quality = Plan(s_options, "0.1");
            Numbers numbers = new(seed);
            int people = data.People.Max() + 1;
            int[] shards = [.. Enumerable.Range(0, people).Select(_ => numbers.Next(12))];
            bool[] heldOut = [.. Enumerable.Range(0, people).Select(_ => numbers.Next(3) == 0)];
            ShardEntry[] whole = Measure(data.Examples);
            for (int person = 0; person < people; person += 1 + (people / 12))
            {
                ShardEntry[] without = Measure(data.Without(person));
                Assert.All(Enumerable.Range(0, 12).Where(shard => shard != shards[person]), shard => Assert.Equal(whole[shard], without[shard]));
                largest = Math.Max(largest, Moved(whole, without));
            }

            ShardEntry[] Measure(PrivateExamples examples) => quality.Measure(examples, shards, heldOut, 1, CancellationToken.None);
        }

        Assert.InRange(largest, 1e-4, 1);
    }

    [Fact]
    public void Any_entry_exchanged_for_any_other_moves_the_sums_by_no_more_than_declared_and_the_bound_is_reached()
    {
        Numbers numbers = new(7);
        double largest = 0;
        for (int i = 0; i < 20_000; i++)
        {
            largest = Math.Max(largest, Moved([new(Place(i), Place(i + 1))], [new(Place(i + 2), Place(i + 3))]));
        }

        Assert.InRange(largest, 0.99, 1);

        // Extremes, places at the worst distance for the squares, and anything.
        long Place(int i) => (i % 4) switch
        {
            0 => ShardEntry.Unit,
            1 => -ShardEntry.Unit,
            2 => ShardEntry.Unit - (long)(1.236 * ShardEntry.Unit * numbers.Uniform()),
            _ => (long)(((2 * numbers.Uniform()) - 1) * ShardEntry.Unit),
        };
    }

    [Fact]
    public void With_hardly_any_noise_the_mean_over_shards_comes_out()
    {
        TogetherExamples data = new(8000, 2, mostRows: 2);
        ShardedQuality quality = Plan(s_options, "1000000");
        ShardedFigures figures = Run(quality, data.Examples, seed: 4).Value;
        Assert.InRange(figures.Auc.Mean, 0.65, 0.9);
        Assert.InRange(figures.LogLoss.Mean, 0.4, 0.69);
        Assert.True(figures.Auc.Low < figures.Auc.Mean && figures.Auc.Mean < figures.Auc.High);
        Assert.InRange(figures.Auc.High - figures.Auc.Low, 0.005, 0.08);
        Assert.Equal(figures, Run(quality, data.Examples, seed: 4, threads: 3).Value);
    }

    [Theory]
    [InlineData("0.02", 50)]
    [InlineData("1", 50)]
    [InlineData("1000", 200)]
    public void Intervals_hold_what_a_shards_figure_is_on_average_in_at_least_nineteen_of_twenty_cases(string rho, int shards)
    {
        const int Runs = 400;
        ShardedQualityOptions options = s_options with { Shards = shards };
        ShardedQuality quality = Plan(options, rho);
        NoisyCounts sums = (NoisyCounts)quality.Mechanisms[0];
        int held = 0;
        for (int run = 0; run < Runs; run++)
        {
            // Between 0.65 and 0.85, so 0.75 on average; an unsymmetric log-loss of 0.4 on average.
            Numbers numbers = new(run);
            ShardEntry[] entries = [.. Enumerable.Range(0, shards).Select(_ => ShardEntry.Of(new ShardQuality(0.65 + (0.2 * numbers.Uniform()), numbers.Next(4) == 0 ? 0.7 : 0.3), options))];
            using SeededEntropy entropy = new(run);
            using BudgetGrant grant = Room.Open(entropy, sums);
            ShardedFigures figures = quality.Describe([.. sums.Release(grant, ShardedQuality.Sum(entries)).Value]);
            held += figures.Auc.Low <= 0.75 && 0.75 <= figures.Auc.High && figures.LogLoss.Low <= 0.4 && 0.4 <= figures.LogLoss.High ? 1 : 0;
        }

        // Both at once: at least 90 %.
        Assert.InRange(held, 0.9 * Runs, Runs);
    }

    [Fact]
    public void A_shard_that_cannot_be_trained_counts_as_the_worst_and_stops_nothing()
    {
        ShardedQuality quality = Plan(s_options, "1000000");
        ShardedFigures nobody = Run(quality, new PrivateExamples(Columns(0), Array.Empty<bool>(), Array.Empty<int>(), 0), seed: 1).Value;
        Assert.Equal(0.5, nobody.Auc.Mean, 1e-4);
        Assert.Equal(1, nobody.LogLoss.Mean, 1e-4);

        // Outcomes of one kind only.
        ShardedFigures negative = Run(quality, PrivateExamples.OneRowAPerson(Columns(600), new bool[600]), seed: 1).Value;
        Assert.Equal(0.5, negative.Auc.Mean, 1e-4);

        static IReadOnlyList<PrivateColumn> Columns(int rows) => rows == 0
            ? [.. TogetherExamples.Features.Select(feature => feature.IsCategorical ? PrivateColumn.Categorical(Array.Empty<int>()) : PrivateColumn.Numeric(Array.Empty<double>()))]
            : new TogetherExamples(rows, 1).Columns;
    }

    [Fact]
    public void One_release_is_charged_and_the_coins_are_the_grants()
    {
        ShardedQuality quality = Plan(s_options, "0.02");
        Mechanism mechanism = Assert.Single(quality.Mechanisms);
        Assert.Equal(new PrivacyCost(20_000_000, 0), mechanism.Cost);
        TogetherExamples data = new(500, 3);
        PrivateRelease<ShardedFigures> release = Run(quality, data.Examples, seed: 1);
        Assert.Equal(mechanism.Cost, release.Cost);
        Assert.NotEqual(release.Value, Run(quality, data.Examples, seed: 2).Value);
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(entropy, (Mechanism)Plan(s_options, "0.02").Mechanisms[0]);
        Assert.Throws<InvalidOperationException>(() => quality.Run(grant, data.Examples, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Options_out_of_range_or_that_fit_no_data_are_refused_before_any_is_seen()
    {
        Refused(s_options with { Shards = 9 });
        Refused(s_options with { HeldOutShare = 1 });
        Refused(s_options with { Auc = new MetricRange(1, 1) });
        Refused(s_options with { Auc = new MetricRange(0, 2) });
        Refused(s_options with { LogLoss = new MetricRange(0, 31) });
        Refused(s_options with { Trees = s_trees with { Objective = Objective.Regression } });
        Refused(s_options with { Trees = s_trees with { NumLeaves = 1 } });
        Refused(s_options with { Trees = s_trees with { MaxBinByFeature = [4, 4] } });
        Assert.Throws<ArgumentOutOfRangeException>(() => Plan(s_options, "0"));

        static void Refused(ShardedQualityOptions options) => Assert.ThrowsAny<ArgumentException>(() => Plan(options, "0.1"));
    }

    private static double Moved(IEnumerable<ShardEntry> one, IEnumerable<ShardEntry> other) =>
        ShardedQuality.Sum(one).Zip(ShardedQuality.Sum(other), (a, b) => Math.Pow(a - b, 2)).Sum() / ShardEntry.Sensitivity.L2Squared;

    private static ShardedQuality Plan(ShardedQualityOptions options, string rho) => ShardedQuality.Plan(options, TogetherExamples.Features, Rho.Parse(rho));

    private static PrivateRelease<ShardedFigures> Run(ShardedQuality quality, PrivateExamples examples, int seed, int threads = 1)
    {
        using SeededEntropy entropy = new(seed);
        using BudgetGrant grant = Room.Open(entropy, [.. quality.Mechanisms]);
        return quality.Run(grant, examples, threads, TestContext.Current.CancellationToken);
    }
}
