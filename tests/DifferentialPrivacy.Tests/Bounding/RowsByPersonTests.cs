using EnclaveCleanRoom.DifferentialPrivacy.Bounding;

namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

public sealed class RowsByPersonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_handed_over_is_what_the_slow_twin_keeps(int threads)
    {
        using SeededNumbers numbers = new(6);
        for (int round = 0; round < 60; round++)
        {
            ContributionBounds bounds = new((int)numbers.Next(4) + 1, (int)numbers.Next(3) + 1);

            // Few and many rows a person, so that short and long sorts, and people above and below every bound, occur.
            int persons = round % 3 == 0 ? 3 : 40;
            (int[] people, int[] groups) = Rows(numbers, 20_000 / (round + 1), persons, groups: 8);
            int[] slow = [.. Order(round, order => bounds.Apply(people, groups, order)).Rows];
            (int Cell, int[] Rows)[] fast = HandedOver(bounds, people, groups, [.. Enumerable.Range(0, 8)], round, threads);
            Assert.Equal(slow, fast.SelectMany(each => each.Rows).Order());
            Assert.All(fast, each => Assert.All(each.Rows, row => Assert.Equal((people[each.Rows[0]], each.Cell), (people[row], groups[row]))));
            Assert.Equal(fast.Length, fast.DistinctBy(each => (people[each.Rows[0]], each.Cell)).Count());
        }
    }

    [Fact]
    public void Groups_that_share_a_cell_are_bounded_as_one_and_groups_without_a_cell_do_not_count()
    {
        using SeededNumbers numbers = new(7);
        ContributionBounds bounds = new(2, 2);
        (int[] people, int[] groups) = Rows(numbers, 5_000, 40, groups: 8);
        int[] cells = [2, 0, 2, -1, 1, 2, -1, 0];
        int[] merged = [.. groups.Select(group => group < 0 ? -1 : cells[group])];
        int[] slow = [.. Order(1, order => bounds.Apply(people, merged, order)).Rows];
        (int Cell, int[] Rows)[] fast = HandedOver(bounds, people, groups, cells, 1, 2);

        // Rows of a cell are named in the order of their groups, so which ones are kept differs; how many of each person and cell does not.
        Assert.Equal(
            slow.GroupBy(row => (people[row], merged[row])).Select(each => (each.Key, each.Count())).Order(),
            fast.Select(each => ((people[each.Rows[0]], each.Cell), each.Rows.Length)).Order());
    }

    [Fact]
    public void Values_in_place_of_row_numbers_are_those_of_the_rows_and_as_many_of_them_count()
    {
        using SeededNumbers numbers = new(8);
        foreach (ContributionBounds bounds in new ContributionBounds[] { new(3, 2), new(8, 100_000) })
        {
            (int[] people, int[] groups) = Rows(numbers, 5_000, 40, groups: 8);
            byte[] values = [.. people.Select(_ => (byte)numbers.Next(256))];
            int[] cells = [.. Enumerable.Range(0, 8)];
            RowsByPerson sorted = RowsByPerson.Sort(people, groups, values, cells.Length, 2, TestContext.Current.CancellationToken);
            (int Cell, int[] Values)[] given = Order(1, order => Apply(bounds, sorted, cells, order, 2));
            (int Cell, int[] Rows)[] rows = HandedOver(bounds, people, groups, cells, 1, 2);
            Assert.Equal(rows.Select(each => (each.Cell, each.Rows.Length)).Order(), given.Select(each => (each.Cell, each.Values.Length)).Order());
            Assert.All(given, each => Assert.Contains(
                people.Distinct(), person => person >= 0 && IsWithin(each.Values, [.. Enumerable.Range(0, people.Length).Where(row => people[row] == person && groups[row] == each.Cell).Select(row => (int)values[row])])));
            if (bounds.MaxGroups == 8)
            {
                Assert.Equal(rows.SelectMany(each => each.Rows).Select(row => (int)values[row]).Order(), given.SelectMany(each => each.Values).Order());
            }
        }
    }

    [Fact]
    public void What_is_kept_is_what_sorting_keeps_and_never_more()
    {
        using SeededNumbers numbers = new(9);
        for (int round = 0; round < 2_000; round++)
        {
            int count = (int)numbers.Next(round % 3 == 0 ? 15u : 200u) + 2;
            ulong[] ranks = [.. Enumerable.Range(0, count + LowestRanks.Slack).Select(_ => (ulong)numbers.Next(round % 2 == 0 ? 10u : uint.MaxValue))];
            int limit = (int)numbers.Next((uint)count - 1) + 1;
            int[] wanted = [.. Enumerable.Range(0, count).OrderBy(i => ranks[i]).Take(limit).Order()];
            Assert.Equal(wanted, Enumerable.Range(0, count).Where(LowestRanks.Of(ranks, 0, count, limit).Keeps));
            Assert.Equal(wanted, Enumerable.Range(0, count).Where(LowestRanks.OfMany(ranks.AsSpan(0, count), limit).Keeps));
        }
    }

    [Fact]
    public void Few_and_many_rows_are_sorted_and_what_lies_around_them_is_left_alone()
    {
        using SeededNumbers numbers = new(10);
        for (int round = 0; round < 1_000; round++)
        {
            int count = (int)numbers.Next(round % 2 == 0 ? 17u : 100u);
            ulong[] entries = [.. Enumerable.Range(0, 3 + count + SortedEntries.Slack).Select(_ => (ulong)numbers.Next(round % 3 == 0 ? 5u : uint.MaxValue) << 32)];
            ulong[] wanted = [.. entries[..3], .. entries[3..(3 + count)].Order(), .. entries[(3 + count)..]];
            SortedEntries.Sort(entries, 3, 3 + count);
            Assert.Equal(wanted, entries);
        }
    }

    [Fact]
    public void No_rows_are_nothing()
    {
        Assert.Empty(HandedOver(new ContributionBounds(1, 1), [], [], [0], 1, 2));
        Assert.Empty(HandedOver(new ContributionBounds(1, 1), [-1, 0], [0, -1], [0], 1, 2));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RowsByPerson.Sort([0], [0, 0], 1, 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RowsByPerson.Sort([0], [1], 1, 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => RowsByPerson.Sort([0], [0], new byte[2], 1, 1, CancellationToken.None));
        RowsByPerson rows = RowsByPerson.Sort([0], [0], 2, 1, CancellationToken.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => Order(1, order => Apply(new ContributionBounds(1, 1), rows, [0], order, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Order(1, order => Apply(new ContributionBounds(1, 1), rows, [0, 0], order, 0)));
        Assert.Throws<ArgumentException>(() => Order(1, order => Apply(new ContributionBounds(2, 2, maxRows: 3), rows, [0, 0], order, 1)));
    }

    private static bool IsWithin(int[] part, int[] whole) =>
        part.GroupBy(value => value).All(same => same.Count() <= whole.Count(value => value == same.Key));

    private static (int[] People, int[] Groups) Rows(SeededNumbers numbers, int count, int persons, int groups)
    {
        (int[] people, int[] grouped) = (new int[count], new int[count]);
        for (int row = 0; row < count; row++)
        {
            (people[row], grouped[row]) = ((int)numbers.Next((uint)persons + 1) - 1, (int)numbers.Next((uint)groups + 1) - 1);
        }

        return (people, grouped);
    }

    private static (int Cell, int[] Rows)[] HandedOver(ContributionBounds bounds, int[] people, int[] groups, int[] cells, int seed, int threads)
    {
        RowsByPerson rows = RowsByPerson.Sort(people, groups, cells.Length, threads, default);
        return Order(seed, order => Apply(bounds, rows, cells, order, threads));
    }

    private static (int Cell, int[] Rows)[] Apply(ContributionBounds bounds, RowsByPerson rows, int[] cells, SecretOrder order, int threads)
    {
        Collector[] sinks = [.. Enumerable.Range(0, threads).Select(_ => new Collector([]))];
        bounds.Apply(rows, cells, order, sinks, default);
        return [.. sinks.SelectMany(sink => sink.Added)];
    }

    private static T Order<T>(int seed, Func<SecretOrder, T> use)
    {
        using SeededEntropy entropy = new(seed);
        using SecretOrder order = new(entropy);
        return use(order);
    }

    private readonly record struct Collector(List<(int Cell, int[] Rows)> Added) : IContributionSink
    {
        public void Add(int cell, ReadOnlySpan<int> rows) => Added.Add((cell, rows.ToArray()));
    }
}
