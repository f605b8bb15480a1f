namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>The smallest noise for a budget, against what other libraries publish.</summary>
public sealed class SmallestNoiseTests
{
    private static readonly Rational s_lowest = new(1, 20);

    [Theory]
    [InlineData("1", 1e-6, 4.224678889326828)]
    [InlineData("0.5", 1e-7, 8.99568153090106)]
    [InlineData("2", 1e-6, 2.2304762711864163)]
    public void One_Gaussian_count(string epsilon, double delta, double sigma) =>
        Assert.InRange(Smallest(value => new GaussianEvent(value), 1, epsilon, delta), sigma * (1 - 1e-9), sigma * (1 + 1e-8));

    [Fact]
    public void Twenty_five_Gaussian_counts_of_sensitivity_six() =>
        Assert.Equal(10, Smallest(value => new GaussianEvent(value, 6), 25, "1", 0.78760074), 1e-6);

    [Theory]
    [InlineData(20, 13.6, 0.1)]
    [InlineData(500, 71.0, 0.1)]
    public void Laplace_counts(int count, double scale, double tolerance) =>
        Assert.Equal(scale, Smallest(value => new LaplaceEvent(value), count, "1", 1e-4), tolerance);

    [Fact]
    public void Laplace_counts_without_delta()
    {
        Assert.Equal(70, Smallest(value => new LaplaceEvent(value, 21), 10, "3", 0), 1e-6);
        Assert.Equal(3.5, Smallest(value => new LaplaceEvent(value, new Rational(21, 10)), 5, "3", 0), 1e-6);
    }

    [Theory]
    [InlineData(20, 1, "1", 1e-4, 0.073, 1e-3)]
    [InlineData(20, 5, "1", 1e-4, 0.014, 1e-3)]
    [InlineData(5, 2, "3", 0, 0.3, 1e-6)]
    public void Discrete_Laplace_counts(int count, int change, string epsilon, double delta, double parameter, double tolerance) =>
        Assert.Equal(parameter, 1 / Smallest(value => new DiscreteLaplaceEvent(value, change), count, epsilon, delta), tolerance);

    [Fact]
    public void Gradient_descent_by_Renyi_divergences() =>
        Assert.Equal(1.416, Smallest(value => new SampledGaussianEvent(value, new Rational(1, 25)), 2_250, "8", 1e-5, Accountant.Renyi), 1e-2);

    [Fact]
    public void Gradient_descent_by_losses_needs_no_more_than_the_published_noise_and_hardly_less()
    {
        Assert.True(Compositions.Sampled("1.34765625", "0.04", 2_250).Epsilon(1e-5, Accountant.PrivacyLoss) <= 8);
        Assert.True(Compositions.Sampled("1.33265625", "0.04", 2_250).Epsilon(1e-5, Accountant.PrivacyLoss) > 8);
    }

    [Fact]
    public void What_is_found_holds_and_a_little_less_does_not()
    {
        double sigma = Smallest(value => new DiscreteGaussianEvent(value * value), 10, "1", 1e-6);
        Assert.True(Compositions.Of(new DiscreteGaussianEvent(Square(sigma)), 10).EpsilonAt(Rational.Parse("1e-6")).Epsilon <= 1);
        Assert.True(Compositions.Of(new DiscreteGaussianEvent(Square(sigma * (1 - 1e-7))), 10).EpsilonAt(Rational.Parse("1e-6")).Epsilon > 1);

        static Rational Square(double value) => Rational.FromDouble(value) * Rational.FromDouble(value);
    }

    [Fact]
    public void Gaussian_noise_never_suffices_without_delta() =>
        Assert.Null(SmallestNoise.For(value => Compositions.Of(new GaussianEvent(value)), Epsilon.Parse("1"), Rational.Zero, Accountant.Best, s_lowest));

    private static double Smallest(Func<Rational, PrivacyEvent> family, long count, string epsilon, double delta, Accountant accountant = Accountant.Best) =>
        SmallestNoise.For(value => Compositions.Of(family(value), count), Epsilon.Parse(epsilon), Rational.FromDouble(delta), accountant, s_lowest)
            ?? throw new InvalidOperationException("There is none.");
}
