namespace EnclaveCleanRoom.DifferentialPrivacy.Tests;

public sealed class CountNoiseTests
{
    [Fact]
    public void Laplace_scale_is_L1_over_epsilon_and_Gaussian_variance_is_squared_L2_over_twice_rho()
    {
        Sensitivity sensitivity = Sensitivity.OfEntries(3, 2);
        CountNoise laplace = CountNoise.Laplace(sensitivity, Epsilon.Parse("1/2"));
        Assert.Equal(new Rational(12, 1), laplace.Scale);
        Assert.Equal(new PrivacyCost(125_000_000, 0), laplace.Cost);
        CountNoise gaussian = CountNoise.Gaussian(sensitivity, Rho.Parse("0.005"));
        Assert.Equal(new Rational(1_200, 1), gaussian.Scale);
        Assert.Equal(new PrivacyCost(5_000_000, 0), gaussian.Cost);
    }

    [Fact]
    public void A_cost_asked_for_in_rho_is_met_exactly_or_from_below()
    {
        using SeededNumbers numbers = new(9);
        for (int round = 0; round < 200; round++)
        {
            Rho rho = Rho.FromNano(numbers.Next(10_000_000_000) + 1);
            Sensitivity sensitivity = Sensitivity.OfEntries(numbers.Next(50) + 1, numbers.Next(20) + 1);
            Assert.Equal(rho.Nano, CountNoise.Gaussian(sensitivity, rho).Cost.NanoRho);
            CountNoise chosen = CountNoise.ForRho(sensitivity, rho);
            Assert.True(chosen.Cost.NanoRho <= rho.Nano);
            Assert.True(chosen.Variance <= CountNoise.Gaussian(sensitivity, rho).Variance);
        }
    }

    [Theory]
    [InlineData(1, NoiseKind.DiscreteLaplace)]
    [InlineData(4, NoiseKind.DiscreteLaplace)]
    [InlineData(20, NoiseKind.DiscreteGaussian)]
    [InlineData(50, NoiseKind.DiscreteGaussian)]
    public void For_epsilon_and_delta_the_law_of_smaller_variance_is_chosen(int groups, NoiseKind expected)
    {
        CountNoise noise = CountNoise.ForEpsilonDelta(Sensitivity.OfEntries(groups, 1), Epsilon.Parse("1"), Delta.Parse("1e-6"));
        Assert.Equal(expected, noise.Kind);
        Assert.True(noise.Epsilon is { } pure ? pure.Value <= Rational.One : noise.Cost.EpsilonAt(Delta.Parse("1e-6")) <= 1);
    }

    [Fact]
    public void Without_delta_only_Laplace_noise_will_do() =>
        Assert.Equal(
            NoiseKind.DiscreteLaplace,
            CountNoise.ForEpsilonDelta(Sensitivity.OfEntries(50, 1), Epsilon.Parse("1"), Delta.Parse("0")).Kind);

    [Theory]
    [InlineData("1", 1.8413470)]
    [InlineData("1/100", 19_999.83)]
    public void The_variance_of_Laplace_noise_is_that_of_the_integer_law(string epsilon, double expected) =>
        Assert.Equal(expected, CountNoise.Laplace(Sensitivity.One, Epsilon.Parse(epsilon)).Variance, expected * 1e-6);

    [Fact]
    public void The_report_says_what_was_done_in_exact_numbers()
    {
        NoisyCounts counts = new("overlap", 3, CountNoise.Gaussian(Sensitivity.OfEntries(3, 1), Rho.Parse("0.02")));
        MechanismReport report = Assert.Single(counts.Reports);
        Assert.Equal(
            ("overlap", MechanismKind.DiscreteGaussian, Adjacency.AddOrRemoveOnePerson, "L2", new Rational(75, 1), null),
            (report.Name, report.Kind, report.Adjacency, report.Norm, report.Scale, report.Epsilon));
        Assert.Equal(counts.Cost, report.Cost);
    }
}
