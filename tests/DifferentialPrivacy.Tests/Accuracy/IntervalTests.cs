using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accuracy;

/// <summary>Intervals against the noise's own law, summed in integers of 256 bits.</summary>
public sealed class IntervalTests
{
    private const int Bits = 256;
    private static readonly Rational s_coverage = new(95, 100);

    [Theory]
    [InlineData("1/4")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("41/3")]
    [InlineData("82/3")]
    [InlineData("500")]
    public void A_Laplace_interval_covers_ninety_five_percent_and_one_step_narrower_does_not(string scale)
    {
        CountNoise noise = CountNoise.Laplace(Sensitivity.One, new Epsilon(Rational.One / Rational.Parse(scale)));
        AssertTight(noise, 1 / noise.Scale, 0, reach: (long)(noise.Scale.ToDouble() * 120) + 10);
    }

    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(500_000_000)]
    [InlineData(30_000_000)]
    [InlineData(5_000_000)]
    [InlineData(100_000)]
    [InlineData(7_777)]
    public void A_Gaussian_interval_covers_ninety_five_percent_and_one_step_narrower_does_not(long nanoRho)
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.FromNano(nanoRho));
        AssertTight(noise, 1 / (2 * noise.Scale), 1 / noise.Scale, reach: (long)(Math.Sqrt(noise.Scale.ToDouble()) * 14) + 5);
    }

    [Fact]
    public void A_very_wide_Gaussian_interval_agrees_with_the_sum_over_integers()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.OfEntries(1, 2_000), Rho.FromNano(4_000_000));
        double sigma = Math.Sqrt(noise.Scale.ToDouble());
        Assert.True(sigma > 20_000);
        double total = 1;
        double inside = 1;
        long half = noise.HalfWidth(s_coverage);
        for (long x = 1; x < 12 * sigma; x++)
        {
            double weight = 2 * Math.Exp(-(double)x * x / (2 * sigma * sigma));
            total += weight;
            inside += x <= half ? weight : 0;
        }

        Assert.True(inside / total >= 0.95);
        Assert.True((inside - (2 * Math.Exp(-(double)half * half / (2 * sigma * sigma)))) / total < 0.95);
        Assert.Equal(inside / total, noise.Coverage(half), 1e-9);
    }

    [Fact]
    public void Ten_thousand_draws_fall_inside_as_often_as_the_interval_says()
    {
        foreach (CountNoise noise in new[]
        {
            CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005")),
            CountNoise.Laplace(Sensitivity.OfEntries(3, 2), Epsilon.Parse("0.7")),
        })
        {
            using SeededEntropy entropy = new(3);
            using EntropyWords words = new(entropy);
            long half = noise.HalfWidth(s_coverage);
            int inside = noise.Draw(words, 10_000).Count(draw => Int128.Abs(draw) <= half);
            double expected = noise.Coverage(half);
            Assert.InRange(inside / 10_000.0, expected - (4 * Error(expected)), expected + (4 * Error(expected)));
        }

        static double Error(double p) => Math.Sqrt(p * (1 - p) / 10_000);
    }

    [Fact]
    public void Continuous_intervals_of_other_libraries_are_met_within_one_integer()
    {
        // Google's Laplace interval: x = 13, scale 27.3333333, 95 %: [-68.88334881, 94.88334881].
        NoiseInterval laplace = CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("3/82")).IntervalAround(13, s_coverage);
        Assert.InRange(laplace.High - 94.88334881, -1, 1);
        Assert.InRange(laplace.Low + 68.88334881, -1, 1);

        // Google's Gaussian interval: x = 21, sigma 1, 95 %: [19.0400360155, 22.9599639845].
        NoiseInterval gaussian = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.5")).IntervalAround(21, s_coverage);
        Assert.Equal((19, 23), (gaussian.Low, gaussian.High));
    }

    [Fact]
    public void An_interval_at_the_end_of_the_integers_is_confined()
    {
        CountNoise noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005"));
        Assert.Equal(long.MaxValue, noise.IntervalAround(long.MaxValue, s_coverage).High);
        Assert.Equal(long.MinValue, noise.IntervalAround(long.MinValue, s_coverage).Low);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-1/2")]
    public void A_coverage_out_of_range_is_the_callers_mistake(string coverage) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CountNoise.Laplace(Sensitivity.One, Epsilon.Parse("1")).HalfWidth(Rational.Parse(coverage)));

    // The weight of x+1 is that of x times a ratio, which itself shrinks by a constant ratio for the Gaussian; each product is off by at most
    // one unit of 2^-256, so the sums are right to about 70 digits.
    private static void AssertTight(CountNoise noise, Rational firstExponent, Rational exponentStep, long reach)
    {
        BigInteger weight = 2 * (BigInteger.One << Bits);
        BigInteger ratio = ExactExponential.OfMinus(firstExponent, Bits);
        BigInteger ratioStep = ExactExponential.OfMinus(exponentStep, Bits);
        long half = noise.HalfWidth(s_coverage);
        BigInteger total = BigInteger.One << Bits;
        BigInteger inside = total;
        BigInteger narrower = half == 0 ? BigInteger.Zero : inside;
        for (long x = 1; x <= reach; x++)
        {
            weight = (weight * ratio) >> Bits;
            ratio = (ratio * ratioStep) >> Bits;
            total += weight;
            inside += x <= half ? weight : BigInteger.Zero;
            narrower += x < half ? weight : BigInteger.Zero;
        }

        Assert.True(inside * 100 >= total * 95, "the interval covers too little");
        Assert.True(narrower * 100 < total * 95, "a narrower interval would do");
        Assert.Equal((double)(inside * 1_000_000_000_000 / total) / 1e12, noise.Coverage(half), 1e-11);
    }
}
