using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Markets;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

public sealed class SyntheticControlTests
{
    [Fact]
    public void Weights_are_found_and_none_is_negative()
    {
        double[][] donors = [[10, 12, 9, 14, 10], [5, 5, 8, 6, 7], [20, 10, 15, 12, 18]];
        double[] target = [.. Enumerable.Range(0, 5).Select(period => (0.5 * donors[0][period]) + (2 * donors[1][period]))];
        double[] weights = NonNegativeFit.Of(target, donors);
        Assert.Equal([0.5, 2, 0], weights.Select(weight => Math.Round(weight, 5)));
        Assert.Equal([0], NonNegativeFit.Of([1, 2, 3], [[-1, -2, -3]]));
        Assert.Equal([0], NonNegativeFit.Of([1, 2, 3], [[0, 0, 0]]));
    }

    [Fact]
    public void At_the_weights_found_no_small_step_fits_better()
    {
        SplitMix random = new(3);
        double[][] donors = [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 12).Select(_ => 50.0 + random.Below(100)).ToArray())];
        double[] target = [.. Enumerable.Range(0, 12).Select(_ => 80.0 + random.Below(100))];
        double[] weights = NonNegativeFit.Of(target, donors);
        double Misfit(double[] tried) => Enumerable.Range(0, 12).Sum(period => Math.Pow(target[period] - donors.Select((donor, i) => tried[i] * donor[period]).Sum(), 2));
        for (int i = 0; i < weights.Length; i++)
        {
            foreach (double step in new[] { -0.001, 0.001 })
            {
                double[] tried = [.. weights];
                tried[i] = Math.Max(0, tried[i] + step);
                Assert.True(Misfit(tried) >= Misfit(weights) - 1e-6);
            }
        }
    }

    [Fact]
    public void An_effect_is_what_the_group_has_more_than_its_synthetic_twin_since_the_treatment()
    {
        SyntheticControl control = SyntheticControl.Fit([10, 20, 30, 45], [[5, 10, 15, 20]], prePeriods: 2);
        Assert.Equal((2, 5, 30), (Math.Round(control.Weights[0], 6), Math.Round(control.Effect, 6), Math.Round(control.Before, 6)));
        Assert.Equal([10, 20, 30, 40], control.Synthetic.Select(total => Math.Round(total, 6)));
    }

    [Fact]
    public void Differences_in_differences_take_as_many_mean_untreated_markets()
    {
        DifferenceInDifferences effect = DifferenceInDifferences.Of([[10, 10, 30]], [[4, 4, 8], [2, 2, 2]], prePeriods: 2);
        Assert.Equal(20 - 2, effect.Effect, 1e-9);
        Assert.Equal(1.5 * (1 + 0.5), effect.SquaredWeights, 1e-9);
    }

    [Theory]
    [InlineData(3, 0.75)]
    [InlineData(10, 10 / 11.0)]
    [InlineData(19, 0.95)]
    [InlineData(40, 0.95)]
    public void Few_placebos_claim_no_more_than_they_can_show(int untreated, double coverage)
    {
        SplitMix random = new(5);
        Placebos placebos = Placebos.Of([.. Enumerable.Range(0, untreated).Select(_ => Enumerable.Range(0, 5).Select(_ => 100.0 + random.Below(50)).ToArray())], 1, 3);
        Assert.Equal(coverage, placebos.Coverage, 1e-12);
        Assert.Equal(untreated, placebos.Effects.Count);
        Assert.Equal(1, placebos.RankOf(0), 1e-12);
        Assert.Equal(1 / (untreated + 1.0), placebos.RankOf(1e9), 1e-12);
    }

    [Fact]
    public void Placebo_groups_are_as_large_as_the_treated_group_and_leave_donors()
    {
        double[][] untreated = [.. Enumerable.Range(1, 7).Select(i => new double[] { i, i, i })];
        Placebos placebos = Placebos.Of(untreated, groupSize: 3, prePeriods: 2);
        Assert.Equal([0, 1, 2], placebos.Effects[0].Group);
        Assert.Equal([6, 0, 1], placebos.Effects[6].Group);
    }

    [Fact]
    public void Totals_are_told_as_they_were_noised_so_that_parts_add_up()
    {
        string[] names = [.. Enumerable.Range(0, 4).Select(i => $"m{i}")];
        MarketsQuery query = Regions.Ask with { Treated = ["m1"], PrePeriods = 3, PostPeriods = 2 };
        CountNoise noise = CountNoise.ForRho(new ContributionBounds(2, 2).OfRowsPerGroup(), Rho.FromNano(5_000_000));
        ImmutableArray<long> noisy = NoiseSeries.Draw(noise, 5 * 5, seed: 47);
        MarketsAnswer answer = new MarketFigures(query, names, noise, 1).Write(noisy);
        Figure[] told = [.. answer.Markets.SelectMany(market => market.Totals), .. answer.Others];
        Assert.Equal(noisy.Select(total => (double)total), told.Select(figure => figure.Estimate));
        Assert.Contains(told, figure => figure.Estimate < 0);
        Assert.All(told, figure => Assert.Equal(figure.Estimate, (figure.Low + figure.High) / 2));
    }

    [Fact]
    public void Both_intervals_hold_the_effect_as_often_as_they_say_when_markets_are_alike()
    {
        const int Runs = 300;
        const int Periods = 10;
        const double True = 400;
        string[] names = [.. Enumerable.Range(0, 21).Select(i => $"m{i:00}")];
        MarketsQuery query = Regions.Ask with { Treated = ["m07"], PrePeriods = 7, PostPeriods = 3 };
        CountNoise noise = CountNoise.ForRho(new ContributionBounds(2, 2).OfRowsPerGroup(), Rho.FromNano(5_000_000));
        ImmutableArray<long> draws = NoiseSeries.Draw(noise, Runs * 22 * Periods, seed: 41);
        SplitMix random = new(43);
        (int placebo, int fromNoise) = (0, 0);
        for (int run = 0; run < Runs; run++)
        {
            // Markets of one kind: sizes differ, a common season, noise of their own.
            double[] season = [.. Enumerable.Range(0, Periods).Select(_ => 0.8 + (random.Below(400) / 1000.0))];
            double[][] exact = [.. Enumerable.Range(0, 22).Select(_ => (1000.0 + random.Below(2000)) is var size
                ? season.Select(level => Math.Round((size * level) + random.Below(100) - 50)).ToArray() : [])];
            exact[7] = [.. exact[7].Select((total, period) => total + (period >= 7 ? Math.Round(True / 3) : 0))];
            ImmutableArray<long> noisy = [.. exact.SelectMany(market => market).Select((total, i) => (long)total + draws[(run * 22 * Periods) + i])];
            MarketsAnswer answer = new MarketFigures(query, names, noise, 1).Write(noisy);
            placebo += answer.Effect.Low <= True && True <= answer.Effect.High ? 1 : 0;
            double atTheseWeights = exact[7][7..].Sum() - Enumerable.Range(0, 21).Sum(market => answer.Markets[market].Weight * exact[market][7..].Sum());
            fromNoise += answer.EffectFromNoise.Low <= atTheseWeights && atTheseWeights <= answer.EffectFromNoise.High ? 1 : 0;
        }

        // 95 % less four standard errors of so many runs.
        double least = 0.95 - (4 * Math.Sqrt(0.95 * 0.05 / Runs));
        Assert.True(placebo >= least * Runs, $"placebo {placebo}");
        Assert.True(fromNoise >= least * Runs, $"noise {fromNoise}");
        TestContext.Current.TestOutputHelper?.WriteLine($"placebo {placebo}, noise {fromNoise} of {Runs}");
    }
}
