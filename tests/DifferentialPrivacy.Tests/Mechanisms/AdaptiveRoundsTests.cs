using EnclaveCleanRoom.DifferentialPrivacy.Tests.Budget;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Mechanisms;

public sealed class AdaptiveRoundsTests
{
    private static readonly Sensitivity s_rows = Sensitivity.OfNorms(3, 3, 9, 3);

    [Fact]
    public void Rounds_are_drawn_until_the_reserve_is_used_to_the_last_nano_and_not_beyond()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.FromNano(1000), 10, s_rows);
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        spending.Measure(CountNoise.Gaussian(s_rows, Rho.FromNano(600)), [1, 2, 3]);
        Assert.Throws<InvalidOperationException>(() => spending.Measure(CountNoise.Gaussian(s_rows, Rho.FromNano(401)), [1]));
        Assert.Equal(new Rational(400, 1_000_000_000), spending.Left);
        spending.Measure(CountNoise.Gaussian(s_rows, Rho.FromNano(400)), [1]);
        Assert.Equal(Rational.Zero, spending.Left);
        Assert.Throws<InvalidOperationException>(() => spending.Choose(new Epsilon(new Rational(1, 1_000_000)), 1, [1, 2]));
        Assert.Equal(2, spending.Rounds);
    }

    [Fact]
    public void Each_kind_of_round_is_counted_at_its_own_rate()
    {
        Assert.Equal(new Rational(1, 8), AdaptiveSpending.RhoOfChoice(new Epsilon(1)));
        Assert.Equal(new Rational(1, 2), AdaptiveSpending.RhoOf(CountNoise.Laplace(Sensitivity.One, new Epsilon(1))));
        Assert.Equal(Rational.Parse("0.01"), AdaptiveSpending.RhoOf(CountNoise.Gaussian(s_rows, Rho.Parse("0.01"))));
    }

    [Fact]
    public void Noise_for_less_than_a_person_can_change_is_refused_and_takes_nothing()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.Parse("1"), 2, s_rows);
        using SeededEntropy entropy = new(2);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        foreach (Sensitivity less in new[] { Sensitivity.One, Sensitivity.OfNorms(3, 3, 3, 1), Sensitivity.OfNorms(2, 3, 9, 3) })
        {
            Assert.Throws<ArgumentException>(() => spending.Measure(CountNoise.Gaussian(less, Rho.Parse("0.01")), [1]));
        }

        Assert.Equal((Rational.One, 0), (spending.Left, spending.Rounds));
    }

    [Fact]
    public void The_number_of_rounds_is_bounded()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.Parse("1"), 2, Sensitivity.One);
        using SeededEntropy entropy = new(2);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.01"));
        spending.Measure(noise, [1]);
        spending.Measure(noise, [1]);
        Assert.Throws<InvalidOperationException>(() => spending.Measure(noise, [1]));
    }

    [Fact]
    public void The_whole_reserve_is_charged_whatever_was_drawn()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.Parse("0.25"), 5, s_rows);
        using SeededEntropy entropy = new(3);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        PrivateRelease<int> release = spending.Complete(7);
        Assert.Equal(new PrivacyCost(250_000_000, 0), release.Cost);
        Assert.Equal(MechanismKind.AdaptiveRounds, Assert.Single(release.Mechanisms).Kind);
        Assert.Equal(Rational.Parse("0.25"), release.Mechanisms[0].Scale);
        Assert.Equal(OutputMeasure.ZeroConcentrated, release.Mechanisms[0].Measure);
        Assert.Equal(release.Cost.EpsilonAt(Delta.Parse("0.000001")), release.EpsilonAt(Delta.Parse("0.000001")), 1e-6);
    }

    [Fact]
    public void Rounds_that_have_ended_show_nothing_more()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.Parse("0.25"), 5, s_rows);
        using SeededEntropy entropy = new(4);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        spending.Complete(7);
        Assert.Throws<InvalidOperationException>(() => spending.Complete(8));
        Assert.Throws<InvalidOperationException>(() => spending.Measure(CountNoise.Gaussian(s_rows, Rho.Parse("0.01")), [1]));
        Assert.Throws<InvalidOperationException>(() => spending.FillSeed(new byte[8]));
        Assert.Throws<InvalidOperationException>(() => mechanism.Begin(grant));
    }

    [Fact]
    public void Noise_has_the_deviation_that_was_paid_for()
    {
        AdaptiveRounds mechanism = new("rounds", Rho.Parse("0.02"), 1, s_rows);
        using SeededEntropy entropy = new(5);
        using BudgetGrant grant = new Room(entropy).Open(mechanism);
        using AdaptiveSpending spending = mechanism.Begin(grant);
        double squares = spending.Measure(CountNoise.Gaussian(s_rows, Rho.Parse("0.02")), new long[20_000]).Average(value => (double)value * value);
        Assert.InRange(squares, 225 * 0.95, 225 * 1.05);
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveRounds("rounds", Rho.FromNano(0), 1, s_rows));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveRounds("rounds", Rho.FromNano(1), 0, s_rows));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveRounds("rounds", Rho.FromNano(1), 1, default));
    }
}
