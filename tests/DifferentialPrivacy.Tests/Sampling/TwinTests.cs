using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>Each fast sampler beside its slow twin, on the same words: same decision, same number of words taken.</summary>
public sealed class TwinTests
{
    [Theory]
    [InlineData("1/1")]
    [InlineData("1/3")]
    [InlineData("17/5")]
    [InlineData("1000")]
    [InlineData("123456789/1000")]
    [InlineData("281474976710655/4294967296")]
    public void The_fast_Laplace_sampler_takes_the_decisions_of_the_exact_one(string scale)
    {
        DiscreteLaplaceSampler sampler = new(Rational.Parse(scale));
        Assert.True(sampler.IsFast);
        AssertTwins(words => (BigInteger)sampler.DrawFast(words), sampler.DrawExactly, 2_000);
    }

    [Theory]
    [InlineData("1/4")]
    [InlineData("1")]
    [InlineData("100")]
    [InlineData("20/3")]
    [InlineData("1000000000")]
    [InlineData("500000000/7")]
    [InlineData("1000000000000")]
    public void The_fast_Gaussian_sampler_takes_the_decisions_of_the_exact_one(string variance)
    {
        DiscreteGaussianSampler sampler = new(Rational.Parse(variance));
        Assert.True(sampler.IsFast);
        AssertTwins(words => (BigInteger)sampler.DrawFast(words), sampler.DrawExactly, 1_000);
    }

    [Fact]
    public void The_fast_coin_takes_the_decisions_of_the_exact_one_at_every_size_it_admits()
    {
        using SeededEntropy entropy = new(5);
        using EntropyWords parameters = new(entropy);
        for (int round = 0; round < 5_000; round++)
        {
            UInt128 denominator = (((UInt128)parameters.Next() << 64) | parameters.Next()) >> (16 + (int)(parameters.Next() % 111)) | 1;
            UInt128 numerator = (((UInt128)parameters.Next() << 64) | parameters.Next()) % (denominator + 1);
            using SeededEntropy one = new(round);
            using SeededEntropy two = new(round);
            using EntropyWords fast = new(one);
            using EntropyWords slow = new(two);
            Assert.Equal(
                ExactBernoulli.Fraction(slow, (BigInteger)numerator, (BigInteger)denominator),
                FastBernoulli.Fraction(fast, numerator, denominator));
            Assert.Equal(slow.Taken, fast.Taken);
        }
    }

    [Fact]
    public void A_coin_that_stays_undecided_for_many_words_is_decided_alike()
    {
        // All bits of 2/3 are 1010…: words that repeat them keep both twins undecided until the last one.
        UInt128 denominator = 3;
        for (int undecided = 0; undecided < 6; undecided++)
        {
            foreach (ulong last in new ulong[] { 0xAAAA_AAAA_AAAA_AAA9, 0xAAAA_AAAA_AAAA_AAAB })
            {
                ulong[] script = [.. Enumerable.Repeat(0xAAAA_AAAA_AAAA_AAAAUL, undecided), last];
                using EntropyWords fast = new(new ScriptedEntropy(script));
                using EntropyWords slow = new(new ScriptedEntropy(script));
                Assert.Equal(last < 0xAAAA_AAAA_AAAA_AAAA, FastBernoulli.Fraction(fast, 2, denominator));
                Assert.Equal(last < 0xAAAA_AAAA_AAAA_AAAA, ExactBernoulli.Fraction(slow, 2, 3));
                Assert.Equal(script.Length, fast.Taken);
                Assert.Equal(script.Length, slow.Taken);
            }
        }
    }

    private static void AssertTwins(Func<EntropyWords, BigInteger> fast, Func<EntropyWords, BigInteger> exact, int draws)
    {
        using SeededEntropy one = new(11);
        using SeededEntropy two = new(11);
        using EntropyWords fastWords = new(one);
        using EntropyWords exactWords = new(two);
        for (int draw = 0; draw < draws; draw++)
        {
            Assert.Equal(exact(exactWords), fast(fastWords));
            Assert.Equal(exactWords.Taken, fastWords.Taken);
        }
    }
}
