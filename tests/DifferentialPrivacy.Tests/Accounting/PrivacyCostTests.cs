namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

public sealed class PrivacyCostTests
{
    [Theory]
    [InlineData("1", 500_000_000)]
    [InlineData("0.1", 5_000_000)]
    [InlineData("1/3", 55_555_556)]
    [InlineData("0.00001", 1)]
    public void A_pure_release_costs_half_the_square_of_epsilon_rounded_up(string epsilon, long nanoRho) =>
        Assert.Equal(new PrivacyCost(nanoRho, 0), PrivacyCost.FromPure(Epsilon.Parse(epsilon)));

    [Fact]
    public void Costs_add_term_by_term_and_never_wrap()
    {
        Assert.Equal(new PrivacyCost(3, 7), new PrivacyCost(1, 3) + new PrivacyCost(2, 4));
        Assert.Throws<OverflowException>(() => new PrivacyCost(long.MaxValue, 0) + new PrivacyCost(1, 0));
        Assert.Throws<OverflowException>(() => PrivacyCost.FromPure(Epsilon.Parse("1000000")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivacyCost(-1, 0));
    }

    [Fact]
    public void The_costs_own_delta_is_taken_off_before_the_conversion()
    {
        Delta whole = Delta.Parse("1e-6");
        PrivacyCost cost = new(5_000_000, Delta.Parse("0.4e-6").Atto);
        Assert.Equal(new PrivacyCost(5_000_000, 0).EpsilonAt(Delta.Parse("0.6e-6")), cost.EpsilonAt(whole));
        Assert.Equal(double.PositiveInfinity, cost.EpsilonAt(Delta.Parse("0.3e-6")));
        Assert.Equal(double.PositiveInfinity, cost.EpsilonAt(Delta.Parse("0.4e-6")));
    }

    [Fact]
    public void Delta_and_epsilon_are_inverse_within_rounding()
    {
        PrivacyCost cost = new(24_355_970, 0);
        Assert.InRange(cost.DeltaAt(Epsilon.Parse("1")), 0.99e-6, 1e-6);
        Assert.Equal(1, new PrivacyCost(1, 1_000_000_000_000_000_000).DeltaAt(Epsilon.Parse("1")));
    }

    [Fact]
    public void A_plan_of_pure_parts_is_shown_with_the_smallest_of_the_valid_epsilons()
    {
        NoisyCounts counts = new("a", 1, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1/2")));
        Assert.InRange(new PrivacyPlan(counts).EpsilonAt(Delta.Parse("1e-6")), 0.4999, Math.BitIncrement(0.5));

        PrivacyPlan many = new([.. Enumerable.Repeat(counts, 100)]);
        Assert.Equal(100L * 125_000_000, many.Cost.NanoRho);
        Assert.Equal(many.Cost.EpsilonAt(Delta.Parse("1e-6")), many.EpsilonAt(Delta.Parse("1e-6")));
        Assert.True(many.EpsilonAt(Delta.Parse("1e-6")) < 50);
    }

    [Fact]
    public void A_budget_in_epsilon_and_delta_is_never_overrun_by_the_rho_it_buys()
    {
        foreach (string epsilon in new[] { "0.1", "0.5", "1", "4", "10" })
        {
            Rho rho = PrivacyCost.LargestRho(Epsilon.Parse(epsilon), Delta.Parse("1e-7"));
            Assert.True(new PrivacyCost(rho.Nano, 0).EpsilonAt(Delta.Parse("1e-7")) <= Epsilon.Parse(epsilon).Value.ToDouble());
        }
    }
}
