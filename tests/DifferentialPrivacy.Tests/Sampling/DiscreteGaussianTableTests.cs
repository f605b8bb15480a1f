using System.Numerics;
using EnclaveCleanRoom.DifferentialPrivacy.Sampling;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Sampling;

/// <summary>The table beside its slow twin, word for word, and both against boundaries that were computed otherwise.</summary>
public sealed class DiscreteGaussianTableTests
{
    private const int Bits = 700;

    [Theory]
    [InlineData("1/1000000")]
    [InlineData("1/10")]
    [InlineData("1")]
    [InlineData("40")]
    [InlineData("1000/3")]
    [InlineData("10000")]
    [InlineData("131072")]
    public void The_fast_draws_take_the_decisions_of_the_exact_ones(string variance)
    {
        DiscreteGaussianTable table = new(Rational.Parse(variance));
        using SeededEntropy one = new(11);
        using SeededEntropy two = new(11);
        using EntropyWords fast = new(one);
        using EntropyWords slow = new(two);
        Int128[] noise = new Int128[10_000];
        table.Draw(fast, noise);
        Assert.All(noise, draw => Assert.Equal(table.DrawExactly(slow), draw));
        Assert.Equal(slow.Taken, fast.Taken);
    }

    [Theory]
    [InlineData("1/10")]
    [InlineData("40")]
    [InlineData("1000/3")]
    public void Words_at_and_round_each_boundary_are_decided_alike_and_as_the_law_says(string variance)
    {
        DiscreteGaussianTable table = new(Rational.Parse(variance));
        ExactBoundaries exact = new(Rational.Parse(variance), Bits);
        int undecided = 0;
        for (int m = 0; m < table.Entries; m++)
        {
            ulong boundary = (ulong)exact.At(m, 63);
            for (int step = -2; step <= 3; step++)
            {
                if (step < 0 ? boundary < (ulong)-step : boundary + (ulong)step >= 1UL << 63)
                {
                    continue;
                }

                ulong uniform = unchecked(boundary + (ulong)step);
                foreach (ulong next in (ulong[])[0, 0x9E37_79B9_7F4A_7C15, ulong.MaxValue])
                {
                    foreach (ulong sign in (ulong[])[0, 1])
                    {
                        undecided += AssertDecides(table, exact, [(uniform << 1) | sign, next, 1UL << 63]).Taken > 1 ? 1 : 0;
                    }
                }
            }
        }

        // One or two of the six numbers are left to the words that follow; the last boundaries see each other's.
        Assert.InRange(undecided, 6 * table.Entries, 12 * (table.Entries + 8));
    }

    [Fact]
    public void What_stays_undecided_for_many_words_is_decided_by_the_last()
    {
        DiscreteGaussianTable table = new(40);
        ExactBoundaries exact = new(40, Bits);
        foreach (int m in (int[])[0, 1, 6, 20, 40, 56])
        {
            for (int further = 1; further <= 6; further++)
            {
                BigInteger boundary = exact.At(m, 63 + (64 * further));
                Assert.Equal((m, further + 1), AssertDecides(table, exact, Words(boundary - 2, further)));
                Assert.Equal((m + 1, further + 1), AssertDecides(table, exact, Words(boundary + 2, further)));
            }
        }

        // The digits of a number of 63 and 64·further bits, the first with a sign.
        static ulong[] Words(BigInteger uniform, int further) =>
            [(ulong)(uniform >> (64 * further)) << 1, .. Enumerable.Range(1, further).Select(i => (ulong)((uniform >> (64 * (further - i))) & ulong.MaxValue))];
    }

    [Theory]
    [InlineData("1/10", 1, 3)]
    [InlineData("40", 1, 58)]
    [InlineData("40", 4, 110)]
    [InlineData("131072", 1, 3_300)]
    public void Beyond_the_end_of_the_table_further_words_decide(string variance, int ones, int least)
    {
        DiscreteGaussianTable table = new(Rational.Parse(variance));
        ExactBoundaries exact = new(Rational.Parse(variance), ones == 1 ? 240 : Bits);
        foreach (ulong sign in (ulong[])[0, 1])
        {
            ulong[] script = [ulong.MaxValue - 1 + sign, .. Enumerable.Repeat(ulong.MaxValue, ones - 1), 1UL << 63];
            (int magnitude, long taken) = AssertDecides(table, exact, script);
            Assert.True(magnitude >= least && magnitude >= table.Entries, $"{magnitude}");
            Assert.Equal(script.Length, taken);
        }
    }

    [Fact]
    public void A_draw_that_needs_more_words_takes_them_before_the_next_draw()
    {
        DiscreteGaussianTable table = new(40);
        ulong boundary = (ulong)new ExactBoundaries(40, Bits).At(3, 63);
        ulong[] script = [2, boundary << 1, 0, 3, (boundary << 1) | 1, ulong.MaxValue, 4];
        using EntropyWords fast = new(new ScriptedEntropy(script));
        using EntropyWords slow = new(new ScriptedEntropy(script));
        Int128[] noise = new Int128[5];
        table.Draw(fast, noise);
        Assert.Equal([0, 3, 0, -4, 0], noise);
        Assert.All(noise, draw => Assert.Equal(table.DrawExactly(slow), draw));
        Assert.Equal((script.Length, script.Length), (fast.Taken, slow.Taken));
    }

    [Theory]
    [InlineData("1/10")]
    [InlineData("40")]
    [InlineData("131072")]
    public void The_lowest_bit_turns_a_draw_into_its_negative(string variance)
    {
        DiscreteGaussianTable table = new(Rational.Parse(variance));
        using SeededEntropy entropy = new(5);
        using EntropyWords random = new(entropy);
        for (int round = 0; round < 100; round++)
        {
            ulong word = random.Next();
            Assert.Equal(Drawn(word), -Drawn(word ^ 1));
        }

        Int128 Drawn(ulong word)
        {
            using EntropyWords words = new(new ScriptedEntropy([word]));
            Int128[] noise = new Int128[1];
            table.Draw(words, noise);
            return noise[0];
        }
    }

    [Fact]
    public void The_table_has_as_many_entries_as_promised()
    {
        Assert.Equal(58, new DiscreteGaussianTable(40).Entries);
        Assert.Equal(3_261, new DiscreteGaussianTable(DiscreteGaussianTable.LargestVariance).Entries);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("131072.0000001")]
    public void A_variance_out_of_range_is_refused(string variance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DiscreteGaussianTable(Rational.Parse(variance)));

    // Both twins on one script; the value is the one that every U behind the words that were taken leads to.
    private static (int Magnitude, long Taken) AssertDecides(DiscreteGaussianTable table, ExactBoundaries exact, ulong[] script)
    {
        using EntropyWords fast = new(new ScriptedEntropy(script));
        using EntropyWords slow = new(new ScriptedEntropy(script));
        Int128[] noise = new Int128[1];
        table.Draw(fast, noise);
        Assert.Equal(table.DrawExactly(slow), noise[0]);
        Assert.Equal(slow.Taken, fast.Taken);

        BigInteger uniform = script.Skip(1).Take((int)fast.Taken - 1).Aggregate((BigInteger)(script[0] >> 1), (known, word) => (known << 64) | word);
        int magnitude = (int)Int128.Abs(noise[0]);
        Assert.True(exact.Decides(uniform, 63 + (64 * ((int)fast.Taken - 1)), magnitude), $"{magnitude} of {string.Join(' ', script)}");
        Assert.Equal((script[0] & 1) != 0 ? -magnitude : magnitude, (int)noise[0]);
        return (magnitude, fast.Taken);
    }
}
