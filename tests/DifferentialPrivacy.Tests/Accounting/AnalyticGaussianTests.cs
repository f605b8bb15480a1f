namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accounting;

/// <summary>Published values of the analytic Gaussian mechanism (tests of Google's and IBM's libraries).</summary>
public sealed class AnalyticGaussianTests
{
    private static readonly double s_ln3 = Math.Log(3);

    public static TheoryData<double, double, double, double> Deltas => new()
    {
        { 0.1, 10, 1, 0.008751768145810 },
        { 0.1, 20, 2, 0.008751768145810 },
        { s_ln3, 10, 5, 0.004159742234000802 },
        { 0, 0.5, 1, 0.6826894921370859 },
        { s_ln3, 1, 1, 0.10985556344445052 },
        { s_ln3, 1, Math.Sqrt(2), 0.26546844106038714 },
        { 1, 1, 1, 0.1269367375066439 },
    };

    [Theory]
    [MemberData(nameof(Deltas))]
    public void Delta_agrees_with_published_values_on_the_safe_side(double epsilon, double sigma, double l2, double expected) =>
        Assert.InRange(AnalyticGaussian.DeltaAt(epsilon, sigma, l2), expected * (1 - 1e-15), expected + 1e-10);

    [Theory]
    [InlineData(1, 1e-6, 1, 4.224678889326828)]
    [InlineData(0.5, 1e-7, 1, 8.99568153090106)]
    [InlineData(2, 1e-6, 1, 2.2304762711864163)]
    [InlineData(1, 0.78760074, 1, 1.0 / 3)]
    public void The_smallest_sigma_agrees_with_published_values(double epsilon, double delta, double l2, double expected) =>
        Assert.Equal(expected, AnalyticGaussian.SmallestSigma(epsilon, delta, l2), expected * (delta > 0.1 ? 1e-7 : 1e-9));

    [Fact]
    public void Twenty_five_queries_of_sensitivity_six_need_sigma_ten()
    {
        double delta = AnalyticGaussian.DeltaAt(1, 10, 6 * Math.Sqrt(25));
        Assert.Equal(10, AnalyticGaussian.SmallestSigma(1, delta, 30), 1e-6);
        Assert.Equal(0.78760074, delta, 1e-7);
    }

    [Fact]
    public void The_zCDP_conversion_never_promises_less_epsilon_than_the_exact_curve()
    {
        foreach (long nanoRho in new long[] { 100_000, 5_000_000, 500_000_000, 4_000_000_000 })
        {
            foreach (string delta in new[] { "1e-3", "1e-6", "1e-10" })
            {
                double sigma = Math.Sqrt(1 / (2 * nanoRho * 1e-9));
                double exact = AnalyticGaussian.EpsilonAt(Delta.Parse(delta).Value.ToDouble(), sigma, 1);
                double converted = new PrivacyCost(nanoRho, 0).EpsilonAt(Delta.Parse(delta));
                Assert.InRange(exact, 0, converted);
                Assert.True(exact > 0.7 * converted);
            }
        }
    }

    [Fact]
    public void Parameters_out_of_range_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalyticGaussian.DeltaAt(-1, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalyticGaussian.DeltaAt(double.NaN, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalyticGaussian.DeltaAt(1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalyticGaussian.DeltaAt(1, 1, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnalyticGaussian.SmallestSigma(1, 0, 1));
    }
}
