using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.Attribution;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

public sealed class DivisionTests
{
    [Fact]
    public void Parts_add_up_to_the_whole_and_none_is_off_its_share_by_a_unit()
    {
        SplitMix random = new(11);
        for (int round = 0; round < 500; round++)
        {
            ulong[] weights = [.. Enumerable.Range(0, 1 + random.Below(12)).Select(_ => (ulong)random.Below(1000) << random.Below(50)), 1];
            long units = random.Below(2_000_001) - 1_000_000;
            long[] parts = new long[weights.Length];
            Apportionment.Divide(units, weights, parts);
            decimal sum = weights.Sum(weight => (decimal)weight);
            Assert.Equal(units, parts.Sum());
            for (int i = 0; i < weights.Length; i++)
            {
                Assert.True(Math.Abs(parts[i] - (units * (weights[i] / sum))) < 1.000001m);
            }
        }
    }

    [Fact]
    public void Of_equal_remainders_the_later_part_gains()
    {
        long[] parts = new long[3];
        Apportionment.Divide(10_000, [1, 1, 1], parts);
        Assert.Equal([3333, 3333, 3334], parts);
        Apportionment.Divide(-20, [1, 1, 1], parts);
        Assert.Equal([-6, -7, -7], parts);
    }

    [Fact]
    public void Weights_of_the_largest_size_do_not_overflow()
    {
        long[] parts = new long[100];
        Apportionment.Divide(1L << 53, [.. Enumerable.Repeat(HalfLife.One, 100)], parts);
        Assert.Equal(1L << 53, parts.Sum());
    }

    [Fact]
    public void A_weight_halves_with_every_half_life()
    {
        for (long age = 0; age < 1_000_000; age += 7919)
        {
            double exact = Math.Pow(2, -age / 30_011.0) * HalfLife.One;
            Assert.InRange(HalfLife.WeightAt(age, 30_011), (exact * 0.99998) - 1, (exact * 1.00002) + 1);
        }

        Assert.Equal(HalfLife.One, HalfLife.WeightAt(0, 5));
        Assert.Equal(HalfLife.One / 8, HalfLife.WeightAt(15, 5));
        Assert.Equal(1UL, HalfLife.WeightAt(62, 1));
        Assert.Equal(0UL, HalfLife.WeightAt(63, 1));
        Assert.Equal(0UL, HalfLife.WeightAt(long.MaxValue, 1));
    }
}
