using System.Runtime.Intrinsics;
using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

public sealed class GroupOrderTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(40)]
    public void Each_group_has_the_same_chance_to_be_among_the_first_and_among_all_but_the_last(int groups)
    {
        const int People = 60_000;
        long[] first = new long[groups];
        long[] kept = new long[groups];
        uint[] ranks = new uint[groups];
        foreach (GroupOrder order in Orders(People))
        {
            for (int i = 0; i < groups; i++)
            {
                ranks[i] = order.RankOf(i);
            }

            for (int i = 0; i < groups; i++)
            {
                int before = ranks.Count(rank => rank < ranks[i]);
                first[i] += before == 0 ? 1 : 0;
                kept[i] += before < groups - 2 ? 1 : 0;
            }
        }

        // Six standard deviations of a chi-square of one degree less than there are groups.
        double most = groups - 1 + (6 * Math.Sqrt(2.0 * (groups - 1)));
        Assert.InRange(Statistic(first, 1.0 / groups), 0, most);
        Assert.InRange(Statistic(kept, (groups - 2.0) / groups), 0, most);

        // Of multinomial and of hypergeometric counts alike, the sum of squares over the variance, times (n-1)/n, is a chi-square of n-1.
        double Statistic(long[] counts, double share) =>
            counts.Sum(count => Math.Pow(count - (People * share), 2)) / (People * share * (1 - share)) * (groups - 1) / groups;
    }

    [Fact]
    public void Three_groups_come_in_every_order_equally_often()
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
        foreach (GroupOrder order in Orders(100))
        {
            Vector512<uint> together = order.FirstRanks();
            Assert.Equal(Enumerable.Range(0, 16).Select(order.RankOf), Enumerable.Range(0, 16).Select(i => together[i]));
            Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(order.RankOf).Distinct().Count());
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
