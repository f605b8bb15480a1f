using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accuracy;

public sealed class RatioIntervalTests
{
    private static readonly Rational s_coverage = new(95, 100);
    private static readonly CountNoise s_noise = CountNoise.Gaussian(Sensitivity.One, Rho.Parse("0.005"));

    [Theory]
    [InlineData(30, 970)]
    [InlineData(0, 40)]
    [InlineData(5, 0)]
    [InlineData(3_000, 97_000)]
    public void It_holds_the_exact_ratio_at_least_as_often_as_it_says(long clicks, long others)
    {
        using SeededEntropy entropy = new(8);
        using EntropyWords words = new(entropy);
        double exact = clicks / (double)(clicks + others);
        ImmutableArray<Int128> noise = s_noise.Draw(words, 4_000);
        int held = 0;
        for (int i = 0; i < noise.Length; i += 2)
        {
            RatioInterval interval = RatioInterval.Of(clicks + (long)noise[i], others + (long)noise[i + 1], s_noise, s_coverage);
            held += interval.Low <= exact && exact <= interval.High ? 1 : 0;
        }

        Assert.True(held >= 2_000 * 0.95 - (4 * Math.Sqrt(2_000 * 0.95 * 0.05)));
    }

    [Fact]
    public void It_narrows_as_counts_grow_and_says_that_it_speaks_of_noise_alone()
    {
        RatioInterval small = RatioInterval.Of(30, 970, s_noise, s_coverage);
        RatioInterval large = RatioInterval.Of(3_000, 97_000, s_noise, s_coverage);
        Assert.True(large.High - large.Low < (small.High - small.Low) / 50);
        Assert.Equal(0.03, large.Estimate!.Value, 1e-12);
        Assert.True(large.Low < 0.03 && large.High > 0.03);
        Assert.True(small.IsNoiseOnly);
    }

    [Theory]
    [InlineData(-500, -500)]
    [InlineData(0, 0)]
    public void Without_anything_to_divide_there_is_no_estimate_and_no_narrow_interval(long part, long rest)
    {
        RatioInterval interval = RatioInterval.Of(part, rest, s_noise, s_coverage);
        Assert.Null(interval.Estimate);
        Assert.Equal((0, 1), (interval.Low, interval.High));
    }

    [Fact]
    public void It_stays_within_zero_and_one_at_the_ends_of_the_integers()
    {
        RatioInterval interval = RatioInterval.Of(long.MaxValue, long.MinValue, s_noise, s_coverage);
        Assert.Equal(1, interval.Estimate);
        Assert.InRange(interval.Low, 0.99, 1);
        Assert.Equal(1, interval.High);
    }
}
