using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accuracy;

/// <summary>Published values of the integer laws (the conversion script of Canonne, Kamath and Steinke; OpenDP's accuracy tests).</summary>
public sealed class DiscreteGaussianLawTests
{
    [Theory]
    [InlineData("1", 1, 1, 0.14135133940562192)]
    [InlineData("4", 1, 0.5, 0.05400722369415441)]
    [InlineData("0.25", 1, 1, 0.6032048691666063)]
    [InlineData("100", 1, 0.1, 0.008762353923948089)]
    [InlineData("100", 5, 0.5, 0.05250305906070959)]
    public void The_exact_delta_of_one_integer_agrees_with_published_values_on_the_safe_side(string variance, long change, double epsilon, double expected) =>
        Assert.InRange(DiscreteGaussianLaw.DeltaUp(Rational.Parse(variance), change, epsilon), expected, expected * (1 + 1e-8));

    [Fact]
    public void The_scales_at_which_half_the_draws_are_zero_are_the_published_ones()
    {
        Assert.Equal(0.5, DiscreteGaussianLaw.OutsideProbability(Rational.Parse("0.797878994872694") * Rational.Parse("0.797878994872694"), 0), 1e-12);
        Assert.Equal(0.5, DiscreteLaplaceLaw.OutsideProbability(Rational.Parse("0.9102392266268373"), 0), 1e-12);
    }

    [Fact]
    public void The_exact_delta_is_below_the_ledgers_conversion_and_near_the_continuous_one()
    {
        CountNoise gaussian = CountNoise.Gaussian(Sensitivity.OfEntries(1, 3), Rho.Parse("0.02"));
        foreach (string epsilon in new[] { "0.1", "0.5", "1", "1.5" })
        {
            double delta = gaussian.DeltaAt(Epsilon.Parse(epsilon));
            Assert.InRange(delta, double.Epsilon, gaussian.Cost.DeltaAt(Epsilon.Parse(epsilon)));
            double continuous = AnalyticGaussian.DeltaAt(Epsilon.Parse(epsilon).Value.ToDouble(), Math.Sqrt(gaussian.Scale.ToDouble()), 3);
            Assert.InRange(delta / continuous, 0.8, 1.25);
        }

        CountNoise laplace = CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1"));
        Assert.Equal(0, laplace.DeltaAt(Epsilon.Parse("1")));
        Assert.True(laplace.DeltaAt(Epsilon.Parse("0.9")) > 0);
    }
}
