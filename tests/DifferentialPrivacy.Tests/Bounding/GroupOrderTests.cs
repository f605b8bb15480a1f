using System.Runtime.Intrinsics;
using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

public sealed class GroupOrderTests
{
    /// <summary>Groups that lie as codes do: side by side, in steps of powers of two, up to the largest, and anyhow.</summary>
    public static TheoryData<string, int[]> Sets => new()
    {
        { "side by side", [.. Enumerable.Range(0, 10)] },
        { "side by side, not from 0", [.. Enumerable.Range(99_990, 10)] },
        { "powers of two", [.. Enumerable.Range(0, 10).Select(i => 1 << (3 * i))] },
        { "steps of 2^7", [.. Enumerable.Range(0, 10).Select(i => i << 7)] },
        { "steps of 2^20", [.. Enumerable.Range(0, 10).Select(i => i << 20)] },
        { "steps of 2^27", [.. Enumerable.Range(0, 10).Select(i => i << 27)] },
        { "steps of 3", [.. Enumerable.Range(0, 10).Select(i => 3 * i)] },
        { "the largest", [.. Enumerable.Range(0, 10).Select(i => int.MaxValue - i)] },
        { "two far from eight", [0, 1, 2, 3, 4, 5, 6, 7, 1_000_000, 1_000_001] },
        { "anyhow", [3, 77, 1_204, 52_999, 8, 90_001, 43_210, 65_536, 17, 31_337] },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Each_group_has_the_same_chance_to_be_among_the_first_and_among_all_but_the_last(string name, int[] groups)
    {
        const int People = 60_000;
        long[] first = new long[groups.Length];
        long[] kept = new long[groups.Length];
        uint[] ranks = new uint[groups.Length];
        foreach (GroupOrder order in Orders(People))
        {
            for (int i = 0; i < groups.Length; i++)
            {
                ranks[i] = order.RankOf(groups[i]);
            }

            for (int i = 0; i < groups.Length; i++)
            {
                int before = ranks.Count(rank => rank < ranks[i]);
                first[i] += before == 0 ? 1 : 0;
                kept[i] += before < groups.Length - 2 ? 1 : 0;
            }
        }

        // Nine degrees of freedom: above 39 once in 100,000 sets that are fair.
        Assert.True(Statistic(first, People / 10.0, People * .09) < 39, name);
        Assert.True(Statistic(kept, People * .8, People * .16) < 39, name);

        // Of multinomial and of hypergeometric counts alike, the sum of squares over the variance, times (n-1)/n, is a chi-square of n-1.
        static double Statistic(long[] counts, double expected, double variance) =>
            counts.Sum(count => (count - expected) * (count - expected)) / variance * (counts.Length - 1) / counts.Length;
    }

    [Fact]
    public void Any_two_groups_come_in_either_order_equally_often_whatever_a_third_does()
    {
        const int People = 60_000;
        int[] orders = new int[8];
        foreach (GroupOrder order in Orders(People))
        {
            (uint a, uint b, uint c) = (order.RankOf(0), order.RankOf(1), order.RankOf(2));
            orders[(a < b ? 4 : 0) + (b < c ? 2 : 0) + (a < c ? 1 : 0)]++;
        }

        int[] possible = [.. orders.Where(count => count > 0)];
        Assert.Equal(6, possible.Length);
        Assert.All(possible, count => Assert.InRange(count, 10_000 - 500, 10_000 + 500));
    }

    [Fact]
    public void Sixteen_ranks_at_once_are_those_of_each_and_no_two_groups_have_the_same()
    {
        HashSet<uint> ranks = [];
        GroupOrder one = Orders(1).Single();
        for (int round = 0; round < 2_000; round++)
        {
            int[] groups = [.. Enumerable.Range(16 * round, 16)];
            uint[] own = [.. groups.Select(one.RankOf)];
            Vector512<uint> together = one.RanksOf(Vector512.Create(groups).AsUInt32());
            Assert.Equal(own, Enumerable.Range(0, 16).Select(i => together[i]));
            Assert.All(own, rank => Assert.True(ranks.Add(rank)));
        }
    }

    private static IEnumerable<GroupOrder> Orders(int people)
    {
        using SeededEntropy entropy = new(19);
        using SecretOrder order = new(entropy);
        UInt128[] blocks = order.Ranks([.. Enumerable.Range(0, people).Select(GroupOrder.NameOf)]);
        return blocks.Select(block => new GroupOrder(block));
    }
}
