namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Audit;

/// <summary>Our audit of one run against published figures: scores that lie exactly like two normal laws, 10,000 in and 10,000 out, at significance 0.05 and δ = 1e-6.</summary>
public sealed class PublishedAuditTests
{
    private const int Each = 10_000;
    private const double Delta = 1e-6;
    private const double Significance = 0.05;
    private const double Tolerance = 1e-5;

    [Theory]
    [InlineData(1, 1.13346)]
    [InlineData(2, 2.311945)]
    [InlineData(4, 4.395568)]
    public void The_largest_epsilon_that_guesses_contradict_is_the_published_one(double shift, double published)
    {
        CanaryScores scores = Normal(shift);
        Assert.True(scores.Contradict(published * (1 - Tolerance), Delta, Significance));
        Assert.False(scores.Contradict(published * (1 + Tolerance), Delta, Significance));
    }

    [Theory]
    [InlineData(1, 2.164749)]
    [InlineData(2, 4.7218075)]
    [InlineData(4, 9.133752)]
    public void The_largest_epsilon_of_Gaussian_noise_that_guesses_contradict_is_the_published_one(double shift, double published)
    {
        CanaryScores scores = Normal(shift);
        Assert.True(scores.ContradictGaussian(published * (1 - Tolerance), Delta, Significance));
        Assert.False(scores.ContradictGaussian(published * (1 + Tolerance), Delta, Significance));
    }

    [Fact]
    public void Scores_that_lie_alike_contradict_nothing()
    {
        Assert.False(Normal(0).Contradict(1e-6, Delta, Significance));
        Assert.False(Normal(0).ContradictGaussian(1e-6, Delta, Significance));
    }

    private static CanaryScores Normal(double shift)
    {
        double[] scores = new double[Each];
        for (int i = 0; i < Each; i++)
        {
            scores[i] = CanaryScores.Quantile((i + 0.5) / Each, i == 0 ? -3.5 : scores[i - 1]);
        }

        return new CanaryScores([.. scores.Select(score => score + shift)], scores);
    }
}
