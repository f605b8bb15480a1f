using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>A hundred thousand draws against the exact law, by chi-square, and a million from a table; the seed is fixed, so the outcome is too.</summary>
public sealed class GoodnessOfFitTests
{
    public static TheoryData<string, string> Laws => new()
    {
        { "laplace", "1/2" },
        { "laplace", "5" },
        { "laplace", "37/3" },
        { "gaussian", "1/3" },
        { "gaussian", "1" },
        { "gaussian", "100" },
        { "gaussian", "3000/7" },
        { "gaussian table", "1/10" },
        { "gaussian table", "40" },
        { "gaussian table", "1000/3" },
        { "gaussian table", "131072" },
    };

    [Theory]
    [MemberData(nameof(Laws))]
    public void Draws_follow_the_law(string law, string scale) =>
        Assert.InRange(ChiSquare.OfDraws(law, Rational.Parse(scale), Rational.Parse(scale), Draws(law), seed: 1), -4, 4);

    [Theory]
    [MemberData(nameof(Laws))]
    public void The_test_sees_a_scale_that_is_off_by_five_percent(string law, string scale) =>
        Assert.True(ChiSquare.OfDraws(law, Rational.Parse(scale) * new Rational(95, 100), Rational.Parse(scale), Draws(law), seed: 1) > 4);

    [Fact]
    public void The_system_generator_is_behind_the_seam_and_gives_such_draws_too()
    {
        DiscreteGaussianSampler sampler = new(100);
        using EntropyWords words = new(SystemEntropy.Instance);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 20_000; i++)
        {
            double draw = (double)sampler.Draw(words);
            sum += draw;
            squares += draw * draw;
        }

        // Seven standard errors: fails by chance less than once in 10^11 runs.
        Assert.InRange(sum / 20_000, -7 * 10 / Math.Sqrt(20_000), 7 * 10 / Math.Sqrt(20_000));
        Assert.InRange(squares / 20_000, 100 - (7 * 100 * Math.Sqrt(2.0 / 20_000)), 100 + (7 * 100 * Math.Sqrt(2.0 / 20_000)));
    }

    private static int Draws(string law) => law == "gaussian table" ? 1_000_000 : 100_000;
}
