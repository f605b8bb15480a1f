using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>
/// Each sampler against a replay of its decisions in fractions, written from the paper: every coin compares an exact uniform number, known
/// to as many bits as were drawn, with the exact bias.
/// </summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("1/3")]
    [InlineData("17/5")]
    [InlineData("1234/7")]
    public void The_Laplace_sampler_decides_as_exact_fractions_do(string scale)
    {
        Rational exact = Rational.Parse(scale);
        DiscreteLaplaceSampler sampler = new(exact);
        AssertReplays(sampler.Draw, words => Laplace(words, exact), 1_000);
    }

    [Theory]
    [InlineData("1/4")]
    [InlineData("20/3")]
    [InlineData("10000")]
    public void The_Gaussian_sampler_decides_as_exact_fractions_do(string variance)
    {
        Rational exact = Rational.Parse(variance);
        DiscreteGaussianSampler sampler = new(exact);
        AssertReplays(sampler.Draw, words => Gaussian(words, exact), 500);
    }

    [Fact]
    public void A_scale_too_large_for_the_fast_path_decides_as_exact_fractions_do()
    {
        Rational variance = new(BigInteger.Pow(10, 40) + 1, 7);
        DiscreteGaussianSampler sampler = new(variance);
        Assert.False(sampler.IsFast);
        AssertReplays(sampler.Draw, words => Gaussian(words, variance), 100);
    }

    private static void AssertReplays(Func<EntropyWords, Int128> sampler, Func<EntropyWords, BigInteger> replay, int draws)
    {
        using SeededEntropy one = new(21);
        using SeededEntropy two = new(21);
        using EntropyWords first = new(one);
        using EntropyWords second = new(two);
        for (int draw = 0; draw < draws; draw++)
        {
            Assert.Equal(replay(second), (BigInteger)sampler(first));
            Assert.Equal(second.Taken, first.Taken);
        }
    }

    private static BigInteger Laplace(EntropyWords words, Rational scale)
    {
        while (true)
        {
            BigInteger u = UniformBelow.Exactly(words, scale.Numerator);
            if (!ReplayedCoins.Exponential(words, new Rational(u, scale.Numerator)))
            {
                continue;
            }

            int v = 0;
            while (ReplayedCoins.Exponential(words, Rational.One))
            {
                v++;
            }

            BigInteger y = (u + (scale.Numerator * v)) / scale.Denominator;
            bool isNegative = words.Next() >= 1UL << 63;
            if (!(isNegative && y.IsZero))
            {
                return isNegative ? -y : y;
            }
        }
    }

    private static BigInteger Gaussian(EntropyWords words, Rational variance)
    {
        BigInteger t = Rational.IntegerSquareRoot(variance.Floor()) + 1;
        while (true)
        {
            BigInteger y = Laplace(words, t);
            Rational distance = Rational.FromBigInteger(BigInteger.Abs(y)) - (variance / t);
            if (ReplayedCoins.Exponential(words, distance * distance / (2 * variance)))
            {
                return y;
            }
        }
    }
}
