namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>Who takes part is decided by coins of exactly the share that was asked for.</summary>
public sealed class SecretSampleTests
{
    [Theory]
    [InlineData("0.01")]
    [InlineData("0.25")]
    [InlineData("0.9")]
    public void As_many_take_part_as_the_share_says_and_who_is_independent_of_the_neighbour(string share)
    {
        const int People = 200_000;
        double expected = Rational.Parse(share).ToDouble();
        bool[] takesPart = Draw(Rational.Parse(share), People, seed: 1);
        double deviation = Math.Sqrt(expected * (1 - expected) / People);
        Assert.InRange(takesPart.Count(coin => coin) / (double)People, expected - (4 * deviation), expected + (4 * deviation));

        // Both of two neighbours, as often as two coins do.
        double both = takesPart.Zip(takesPart.Skip(1)).Count(pair => pair.First && pair.Second) / (double)(People - 1);
        double square = expected * expected;
        double spread = Math.Sqrt(3 * square / People);
        Assert.InRange(both, square - (4 * spread), square + (4 * spread));
    }

    [Fact]
    public void Coins_follow_from_the_entropy_alone()
    {
        Assert.Equal(Draw(new Rational(1, 3), 1000, seed: 5), Draw(new Rational(1, 3), 1000, seed: 5));
        Assert.NotEqual(Draw(new Rational(1, 3), 1000, seed: 5), Draw(new Rational(1, 3), 1000, seed: 6));
    }

    [Fact]
    public void People_are_divided_evenly_among_parts()
    {
        const int People = 120_000;
        using SeededEntropy entropy = new(9);
        using SecretSample sample = new(entropy);
        int[] part = new int[People];
        sample.Divide(12, part);
        int[] counts = [.. Enumerable.Range(0, 12).Select(one => part.Count(own => own == one))];
        Assert.Equal(People, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 400, 10_000 + 400));
        Assert.Throws<ArgumentOutOfRangeException>(() => sample.Divide(0, part));
    }

    [Fact]
    public void A_share_of_one_takes_everybody() => Assert.All(Draw(1, 5000, seed: 2), Assert.True);

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("1.5")]
    public void A_share_out_of_range_is_refused(string share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(Rational.Parse(share), 1, seed: 1));

    private static bool[] Draw(Rational share, int people, int seed)
    {
        using SeededEntropy entropy = new(seed);
        using SecretSample sample = new(entropy);
        bool[] takesPart = new bool[people];
        sample.Draw(share, takesPart);
        return takesPart;
    }
}
