using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

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

    [Theory]
    [InlineData("1/2", 16_383, false)]
    [InlineData("1/2", 16_384, true)]
    [InlineData("40", 16_384, true)]
    [InlineData("10486", 16_384, false)]
    [InlineData("10485", 16_384, true)]
    [InlineData("131072", 57_927, true)]
    [InlineData("131072", 57_926, false)]
    [InlineData("131073", 100_000, false)]
    public void Long_vectors_of_Gaussian_noise_come_from_a_table_where_that_pays_and_others_by_rejection(string variance, int count, bool isTabled)
    {
        CountNoise noise = OfVariance(Rational.Parse(variance));
        Assert.Equal(isTabled, noise.IsWorthATable(count));
        Assert.False(CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")).IsWorthATable(count));
        Assert.Equal(isTabled ? Tabled(noise.Scale, count) : Rejected(noise.Scale, count), Drawn(noise, count));
    }

    [Fact]
    public void Later_vectors_of_the_same_noise_go_on_with_the_words()
    {
        const int Length = 2 * CountNoise.DrawsOfAPart;
        CountNoise noise = OfVariance(40);
        using SeededEntropy entropy = new(17);
        using EntropyWords words = new(entropy);
        ImmutableArray<Int128> first = noise.Draw(words, Length);
        Assert.Equal(Tabled(noise.Scale, 2 * Length), first.AddRange(noise.Draw(words, Length)));
    }

    [Fact]
    public void Parts_that_several_threads_draw_are_independent()
    {
        const int Parts = 12;
        const int Length = CountNoise.DrawsOfAPart;
        CountNoise noise = OfVariance(40);
        using EntropyWords words = new(SystemEntropy.Instance);
        ImmutableArray<Int128> drawn = noise.Draw(words, (Parts * Length) - 1);
        Assert.Equal(0, words.Taken); // each part has words of its own
        double[][] parts = [.. Enumerable.Range(0, Parts).Select(part => drawn.Skip(part * Length).Take(Length).Select(each => (double)each).ToArray())];
        Assert.Equal(Length - 1, parts[^1].Length);
        for (int one = 0; one < Parts; one++)
        {
            Assert.InRange(Mean(parts[one], parts[one]), 40 * (1 - Spread(2)), 40 * (1 + Spread(2)));
            for (int other = 0; other < one; other++)
            {
                Assert.InRange(Mean(parts[one], parts[other]), -40 * Spread(1), 40 * Spread(1));
            }
        }

        // Seven standard errors: fails by chance less than once in 10^9 runs.
        static double Spread(double variance) => 7 * Math.Sqrt(variance / Length);
        static double Mean(double[] first, double[] second) => first.Zip(second, (x, y) => x * y).Average();
    }

    private static CountNoise OfVariance(Rational variance)
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfEntries((long)variance.Numerator, 1), Rho.FromNano((long)(500_000_000 * variance.Denominator)));
        Assert.Equal(variance, noise.Scale);
        return noise;
    }

    private static ImmutableArray<Int128> Drawn(CountNoise noise, int count)
    {
        using SeededEntropy entropy = new(17);
        using EntropyWords words = new(entropy);
        return noise.Draw(words, count);
    }

    private static ImmutableArray<Int128> Tabled(Rational variance, int count)
    {
        using SeededEntropy entropy = new(17);
        using EntropyWords words = new(entropy);
        Int128[] noise = new Int128[count];
        new DiscreteGaussianTable(variance).Draw(words, noise);
        return [.. noise];
    }

    private static ImmutableArray<Int128> Rejected(Rational variance, int count)
    {
        using SeededEntropy entropy = new(17);
        using EntropyWords words = new(entropy);
        DiscreteGaussianSampler sampler = new(variance);
        return [.. Enumerable.Range(0, count).Select(_ => sampler.Draw(words))];
    }
}
