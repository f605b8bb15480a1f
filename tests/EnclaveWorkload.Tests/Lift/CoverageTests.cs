using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Lift;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Lift;

/// <summary>
/// Ten thousand experiments each, with people drawn one by one and the product's own noise: intervals from sampling and noise hold the true lift as often as they say.
/// </summary>
public sealed class CoverageTests
{
    private const int Runs = 10_000;

    /// <summary>95 % less four standard errors of so many runs.</summary>
    private static readonly double s_least = 0.95 - (4 * Math.Sqrt(0.95 * 0.05 / Runs));

    [Theory]
    [InlineData("even arms", 2000, 2000, 0.05, 0.04, 0.005)]
    [InlineData("no lift at all", 1500, 1500, 0.10, 0.10, 0.005)]
    [InlineData("much noise", 2000, 2000, 0.05, 0.03, 0.0002)]
    [InlineData("small control", 4500, 500, 0.08, 0.05, 0.005)]
    [InlineData("rare conversions", 4000, 4000, 0.004, 0.002, 0.05)]
    [InlineData("hardly any noise", 1000, 1000, 0.30, 0.25, 5)]
    [InlineData("few people", 150, 150, 0.2, 0.1, 0.02)]
    public void Intervals_of_lifts_hold_the_truth_as_often_as_they_say(string name, int treated, int heldOut, double treatedRate, double controlRate, double rho)
    {
        CountNoise noise = CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano((long)(rho * 1e9)));
        ImmutableArray<long> draws = NoiseSeries.Draw(noise, 4 * Runs, seed: 3);
        SplitMix random = new(17);
        (int absolute, int relative, int incremental, int known) = (0, 0, 0, 0);
        double truth = treatedRate - controlRate;
        for (int run = 0; run < Runs; run++)
        {
            (int converted, int controlled) = (Binomial(random, treated, treatedRate), Binomial(random, heldOut, controlRate));
            ArmNumbers treatment = new(converted + draws[4 * run], treated - converted + draws[(4 * run) + 1], noise.Variance);
            ArmNumbers control = new(controlled + draws[(4 * run) + 2], heldOut - controlled + draws[(4 * run) + 3], noise.Variance);
            absolute += Holds(ArmNumbers.AbsoluteLift(treatment, control), truth);
            incremental += Holds(ArmNumbers.Incremental(treatment, control), truth * treated);
            if (ArmNumbers.RelativeLift(treatment, control) is { } lift)
            {
                known++;
                relative += Holds(lift, truth / controlRate);
            }
        }

        Assert.True(absolute >= s_least * Runs, $"{name}: absolute {absolute}");
        Assert.True(incremental >= s_least * Runs, $"{name}: incremental {incremental}");

        // Where there is no interval none can fail to hold.
        Assert.True(relative + Runs - known >= s_least * Runs, $"{name}: relative {relative} of {known}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: absolute {absolute}, relative {relative} of {known}, incremental {incremental}");
    }

    [Theory]
    [InlineData("moderate", 1500, 1500, 0.10, 0.08, 0.02)]
    [InlineData("noisy", 2000, 1000, 0.20, 0.20, 0.001)]
    public void Intervals_of_means_hold_the_truth_as_often_as_they_say(string name, int treated, int heldOut, double treatedRate, double controlRate, double rho)
    {
        ValueScale scale = new(50);
        long nano = (long)(rho * 1e9);
        CountNoise people = CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano(nano / 2));
        CountNoise sums = CountNoise.ForRho(scale.SumSensitivity, Rho.FromNano(3 * nano / 8));
        CountNoise squares = CountNoise.ForRho(scale.SquareSensitivity, Rho.FromNano(nano / 8));
        (ImmutableArray<long> counts, ImmutableArray<long> added, ImmutableArray<long> squared) =
            (NoiseSeries.Draw(people, 4 * Runs, 5), NoiseSeries.Draw(sums, 2 * Runs, 6), NoiseSeries.Draw(squares, 2 * Runs, 7));
        SplitMix random = new(23);
        double truth = (treatedRate - controlRate) * (5 + 20 + 50) / 3;
        int covered = 0;
        for (int run = 0; run < Runs; run++)
        {
            (ArmNumbers arm, Spread mean) Arm(int place, int size, double rate)
            {
                (int converted, long sum, long square) = (0, 0, 0);
                for (int person = 0; person < size; person++)
                {
                    long units = random.Below(1_000_000) < rate * 1_000_000 ? 100 * (random.Below(3) switch { 0 => 5, 1 => 20, _ => 50 }) : 0;
                    converted += units > 0 ? 1 : 0;
                    sum += units;
                    square += scale.SquareOf(units);
                }

                ArmNumbers numbers = new(converted + counts[(4 * run) + (2 * place)], size - converted + counts[(4 * run) + (2 * place) + 1], people.Variance);
                ArmValues values = new(
                    (sum + added[(2 * run) + place]) / 100.0, (square + squared[(2 * run) + place]) / 1e4, sums.Variance / 1e4, squares.Variance / 1e8);
                return (numbers, values.MeanOver(numbers));
            }

            (_, Spread treatment) = Arm(0, treated, treatedRate);
            (_, Spread control) = Arm(1, heldOut, controlRate);
            covered += Holds(Spread.Difference(treatment, control), truth);
        }

        Assert.True(covered >= s_least * Runs, $"{name}: {covered}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {covered}");
    }

    [Fact]
    public void A_split_as_planned_is_called_so_but_once_in_a_thousand_and_another_is_noticed()
    {
        CountNoise noise = CountNoise.ForRho(LiftQuery.PeopleSensitivity, Rho.FromNano(500_000));
        ImmutableArray<long> draws = NoiseSeries.Draw(noise, 4 * Runs, seed: 9);
        SplitMix random = new(29);
        (int planned, int skewed) = (0, 0);
        for (int run = 0; run < Runs; run++)
        {
            ArmNumbers Numbers(int people, int place) => new(draws[(4 * run) + place], people + draws[(4 * run) + place + 1], noise.Variance);
            int fair = Binomial(random, 2500, 0.7);
            planned += SplitCheck.IsAsPlanned(Numbers(fair, 0), Numbers(2500 - fair, 2), 0.7) ? 1 : 0;
            int odd = Binomial(random, 2500, 0.55);
            skewed += SplitCheck.IsAsPlanned(Numbers(odd, 0), Numbers(2500 - odd, 2), 0.7) ? 1 : 0;
        }

        Assert.InRange(planned, Runs * (0.999 - (4 * Math.Sqrt(0.001 / Runs))), Runs);
        Assert.InRange(skewed, 0, Runs / 10);
    }

    [Fact]
    public void A_ratio_to_what_may_be_nothing_has_no_interval()
    {
        Assert.Null(ArmNumbers.RelativeLift(new ArmNumbers(50, 950, 100), new ArmNumbers(3, 997, 100)));
        Spread lift = Assert.NotNull(ArmNumbers.RelativeLift(new ArmNumbers(60, 940, 1), new ArmNumbers(50, 950, 1)));
        Assert.Equal(0.2, lift.Estimate, 1e-12);
        Assert.True(lift.Low < 0 && lift.High > 0.5);
    }

    [Fact]
    public void Without_noise_the_interval_of_a_rate_is_wilsons()
    {
        // 15 of 148, Newcombe 1998, table I: 0.0624 to 0.1605.
        Spread rate = NoisyShare.Of(15, 133, 0);
        Assert.Equal((0.0624, 0.1605), (Math.Round(rate.Low, 4), Math.Round(rate.High, 4)));
    }

    [Fact]
    public void Without_noise_the_interval_of_a_difference_is_newcombes()
    {
        // 56 of 70 less 48 of 80, Newcombe 1998, table II, method 10: 0.0524 to 0.3339.
        Spread lift = ArmNumbers.AbsoluteLift(new ArmNumbers(56, 14, 0), new ArmNumbers(48, 32, 0));
        Assert.Equal((0.2, 0.0524, 0.3339), (Math.Round(lift.Estimate, 4), Math.Round(lift.Low, 4), Math.Round(lift.High, 4)));
    }

    private static int Binomial(SplitMix random, int people, double rate)
    {
        int threshold = (int)Math.Round(rate * 1_000_000);
        int came = 0;
        for (int person = 0; person < people; person++)
        {
            came += random.Below(1_000_000) < threshold ? 1 : 0;
        }

        return came;
    }

    private static int Holds(Spread spread, double truth) => spread.Low <= truth && truth <= spread.High ? 1 : 0;
}
