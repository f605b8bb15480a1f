using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Accuracy;

/// <summary>Scales, thresholds and intervals that other libraries publish, against the laws of our noise.</summary>
public sealed class PublishedScalesTests
{
    [Theory]
    [InlineData("0.9102392266268373", false)]
    [InlineData("0.797878994872694", true)]
    public void At_the_published_scale_for_accuracy_one_half_of_all_draws_are_zero(string scale, bool isGaussian)
    {
        Rational published = Rational.Parse(scale);
        double outside = isGaussian
            ? DiscreteGaussianLaw.OutsideProbability(published * published, 0)
            : DiscreteLaplaceLaw.OutsideProbability(published, 0);
        Assert.Equal(0.5, outside, 1e-9);
    }

    // Scale, threshold, by how much one person moves a group at most, and the δ: noise above the threshold less that, rounded up.
    [Theory]
    [InlineData("1", 10, 1, 3.319000812207484e-5)]
    [InlineData("1", 10, 2, 9.021979596479657e-5)]
    [InlineData("2", 28, 1, 5.175928103895444e-7)]
    [InlineData("2", 28, 10, 4.659221997116436e-5)]
    public void The_failure_of_a_Laplace_threshold_is_a_tail_of_our_law(string scale, long threshold, long change, double published) =>
        Assert.InRange(DiscreteLaplaceLaw.OutsideProbability(Rational.Parse(scale), threshold - change) / 2, published * (1 - 1e-9), published * (1 + 1e-12));

    [Theory]
    [InlineData(3, 1, 0.022750131948, 1e-10)]
    [InlineData(5.012810811118, 1, 3e-5, 1e-9)]
    [InlineData(10, 3, 1.2798651027878805e-12, 5e-5)] // there rounded up on the way
    public void The_failure_of_a_Gaussian_threshold_is_a_tail_of_the_normal_law(double threshold, double change, double published, double tolerance) =>
        Assert.InRange(NormalLaw.UpperTail(threshold - change), published * (1 - tolerance), published * (1 + 1e-9));

    // Published thresholds of users above which a group with Laplace noise shows half of the time; both thresholds and selection are for one δ of the whole person.
    [Theory]
    [InlineData("0.5", "0.02", 1, 7.43775164974)]
    [InlineData("1.0986122886681098", "1e-10", 1, 21.33)]
    [InlineData("1", "1e-6", 1, 14.12)]
    [InlineData("0.25", "1e-6", 4, 59.0)]
    [InlineData("0.1", "1e-6", 10, 155)]
    public void The_selection_shows_a_group_no_later_than_a_Laplace_threshold(string epsilonPerGroup, string delta, int groups, double threshold)
    {
        SelectionRule rule = new(Epsilon.Parse(epsilonPerGroup), Delta.Parse(delta), groups, preThreshold: 1);
        Assert.True(rule.Probability((long)Math.Ceiling(threshold)).ToDouble() >= 0.5);
    }

    [Theory]
    [InlineData(21, 1, 0.05, 19.0400360155, 22.9599639845)]
    [InlineData(40.003, 0.333, 0.112, 39.473773903501886, 40.532226096498114)]
    public void A_normal_interval_is_the_published_one(double figure, double sigma, double outside, double low, double high)
    {
        Assert.Equal(outside / 2, NormalLaw.UpperTail((high - figure) / sigma), 1e-9);
        Assert.Equal(outside / 2, NormalLaw.UpperTail((figure - low) / sigma), 1e-9);
    }

    [Theory]
    [InlineData("82/3", 0.05, 81.88334881)]
    [InlineData("20/3", 0.6, 3.405504158)]
    public void Our_Laplace_interval_is_the_continuous_one_to_the_next_whole_number(string scale, double outside, double published)
    {
        long half = CountNoise.Laplace(Sensitivity.One, new Epsilon(Rational.One / Rational.Parse(scale))).HalfWidth(Rational.One - Rational.FromDouble(outside));
        Assert.InRange(half, (long)Math.Floor(published) - 1, (long)Math.Ceiling(published));
    }
}
