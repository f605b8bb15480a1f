namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accuracy;

/// <summary>The half-width of a sum of several entries' noise, beside the law of the sum itself, convolved term by term.</summary>
public sealed class SumWidthTests
{
    private static readonly Rational s_coverage = new(95, 100);

    [Theory]
    [InlineData(4, 2)]
    [InlineData(4, 7)]
    [InlineData(25, 3)]
    [InlineData(25, 12)]
    public void The_width_of_a_sum_of_gaussian_noise_covers_and_is_the_narrowest_or_one_more(int variance, int entries)
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfNorms(1, 1, 1, 1), Rho.FromNano(500_000_000 / variance));
        Assert.Equal(new Rational(variance, 1), noise.Scale);
        long width = noise.HalfWidthOfSum(entries, s_coverage);
        double[] law = Convolved(Enumerable.Range(-15 * variance, (30 * variance) + 1).Select(x => Math.Exp(-(double)x * x / (2 * variance))), entries);
        Assert.True(Within(law, width) >= 0.95, $"{Within(law, width)}");
        Assert.True(Within(law, width - 2) < 0.95, $"{Within(law, width - 2)}");
    }

    [Fact]
    public void One_entry_has_the_exact_width()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(1_000_000));
        Assert.Equal(noise.HalfWidth(s_coverage), noise.HalfWidthOfSum(1, s_coverage));
    }

    [Fact]
    public void Narrow_gaussian_and_laplace_noise_share_the_outside_among_the_entries()
    {
        CountNoise narrow = CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(250_000_000));
        CountNoise laplace = CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("0.1"));
        foreach (CountNoise noise in new[] { narrow, laplace })
        {
            Assert.Equal(5 * noise.HalfWidth(new Rational(99, 100)), noise.HalfWidthOfSum(5, s_coverage));
        }
    }

    [Fact]
    public void No_entries_too_many_and_no_coverage_are_the_callers_mistake()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(1_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.HalfWidthOfSum(0, s_coverage));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.HalfWidthOfSum(10_000_001, s_coverage));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.HalfWidthOfSum(3, Rational.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => noise.HalfWidthOfSum(3, Rational.One));
    }

    private static double[] Convolved(IEnumerable<double> weights, int times)
    {
        double[] one = [.. weights];
        double[] law = [1];
        for (int i = 0; i < times; i++)
        {
            double[] next = new double[law.Length + one.Length - 1];
            for (int a = 0; a < law.Length; a++)
            {
                for (int b = 0; b < one.Length; b++)
                {
                    next[a + b] += law[a] * one[b];
                }
            }

            law = next;
        }

        double total = law.Sum();
        return [.. law.Select(weight => weight / total)];
    }

    private static double Within(double[] law, long width) => law.Skip((law.Length / 2) - (int)width).Take((2 * (int)width) + 1).Sum();
}
