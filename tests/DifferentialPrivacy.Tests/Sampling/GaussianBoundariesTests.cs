using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

public sealed class GaussianBoundariesTests
{
    [Theory]
    [InlineData("1/1000000000000")]
    [InlineData("1/10")]
    [InlineData("1")]
    [InlineData("40")]
    [InlineData("1000/3")]
    [InlineData("2000000000/10416667")]
    [InlineData("131072")]
    public void Each_boundary_of_the_law_lies_in_its_interval(string variance)
    {
        Rational exact = Rational.Parse(variance);
        ExactBoundaries boundaries = new(exact, exact > 1_000 ? 240 : 420);
        foreach (int bits in exact > 1_000 ? (int[])[63, 127] : [63, 127, 255])
        {
            AssertEncloses(boundaries, GaussianBoundaries.Of(exact, bits), bits);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(12)]
    public void Too_few_guard_bits_are_noticed_and_made_more(int guard)
    {
        foreach (Rational variance in (Rational[])[new(1, 10), 40, new(1_000, 3)])
        {
            AssertEncloses(new ExactBoundaries(variance, 240), GaussianBoundaries.Of(variance, 63, guard), 63);
        }
    }

    // C·2^bits in [T, T + 2), T never falling, and the end where no number lies clear of the last interval.
    private static void AssertEncloses(ExactBoundaries exact, BigInteger[] found, int bits)
    {
        int room = exact.Bits - bits;
        for (int m = 0; m < found.Length; m++)
        {
            BigInteger boundary = exact.At(m, exact.Bits);
            Assert.True(found[m] << room <= boundary, $"above C({m})");
            Assert.True(boundary < (found[m] + GaussianBoundaries.Width) << room, $"too far below C({m})");
            Assert.True(m == 0 || found[m - 1] <= found[m]);
        }

        BigInteger end = BigInteger.One << bits;
        Assert.InRange(found[^1], end - GaussianBoundaries.Width, end - 1);
        Assert.All(found[..^1], each => Assert.True(each < end - GaussianBoundaries.Width));
    }
}
