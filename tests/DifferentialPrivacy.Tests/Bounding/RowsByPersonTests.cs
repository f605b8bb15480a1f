using System.Runtime.Intrinsics;
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

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Rows_that_need_64_bits_are_bounded_as_those_of_32_are(int threads)
    {
        using SeededNumbers numbers = new(16);
        (int[] people, int[] groups) = Rows(numbers, 6_000, 800, groups: 300);
        ContributionBounds bounds = new(3, 1);
        const int GroupsOfWide = 1 << 24;
        Assert.IsType<PersonBuckets<uint>>(Order(1, order => RowsByPerson.Sort(people, groups, 300, order, threads, default)).Buckets);
        Assert.IsType<PersonBuckets<ulong>>(Order(1, order => RowsByPerson.Sort(people, groups, GroupsOfWide, order, threads, default)).Buckets);
        int[] cells = [.. Enumerable.Range(0, GroupsOfWide).Select(group => group < 200 ? group : 200)];
        Assert.Equal(Flat(HandedOver(bounds, people, groups, cells[..300], 1, threads)), Flat(HandedOver(bounds, people, groups, cells, 1, threads)));
        Assert.Equal(
            Order(1, order => RowsByPerson.Sort(people, groups, 300, order, threads, default).CountPeople(300, 3, threads, default)),
            Order(1, order => RowsByPerson.Sort(people, groups, GroupsOfWide, order, threads, default).CountPeople(300, 3, threads, default)));
    }

    [Fact]
    public void People_of_sixteen_rows_and_of_more_are_bounded_alike()
    {
        using SeededNumbers numbers = new(17);
        foreach (int rows in Enumerable.Range(1, 18))
        {
            int[] people = [.. Enumerable.Range(0, 50 * rows).Select(row => row / rows)];
            int[] groups = [.. people.Select((_, row) => (row % rows * 7) + (int)numbers.Next(7))];
            foreach (int own in new[] { 0, 60, 126 })
            {
                int[] cells = [.. Enumerable.Range(0, 126).Select(group => Math.Min(group, own))];
                ContributionBounds bounds = new(8, 2);
                Assert.Equal(
                    Order(1, order => FirstCells(bounds, people, groups, cells, order)).Order(),
                    HandedOver(bounds, people, groups, cells, 1, 1).Select(each => (people[each.Rows[0]], each.Cell, each.Rows.Length)).Order());
            }
        }
    }

    [Fact]
    public void Groups_that_share_a_cell_are_bounded_as_one_and_groups_without_a_cell_do_not_count()
    {
        using SeededNumbers numbers = new(7);
        ContributionBounds bounds = new(2, 2);
        (int[] people, int[] groups) = Rows(numbers, 5_000, 40, groups: 8);
        int[] cells = [2, 0, 2, -1, 1, 2, -1, 0];
        (int Cell, int[] Rows)[] fast = HandedOver(bounds, people, groups, cells, 1, 2);
        Assert.Equal(
            Order(1, order => FirstCells(bounds, people, groups, cells, order)).Order(),
            fast.Select(each => (people[each.Rows[0]], each.Cell, each.Rows.Length)).Order());
        Assert.All(fast, each => Assert.All(each.Rows, row => Assert.Equal((people[each.Rows[0]], each.Cell), (people[row], cells[groups[row]]))));
        Assert.Equal(fast.Sum(each => each.Rows.Length), fast.SelectMany(each => each.Rows).Distinct().Count());
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 1)]
    [InlineData(1, 4)]
    [InlineData(20, 20)]
    public void People_of_few_rows_of_different_groups_are_bounded_as_all_others(int maxGroups, int maxRowsPerGroup)
    {
        using SeededNumbers numbers = new(13);
        ContributionBounds bounds = new(maxGroups, maxRowsPerGroup);
        (int[] people, int[] groups) = Rows(numbers, 6_000, 800, groups: 300);
        foreach (int own in new[] { 0, 150, 299, 300 })
        {
            int[] cells = [.. Enumerable.Range(0, 300).Select(group => group < own ? group : own)];
            (int Cell, int[] Rows)[] fast = HandedOver(bounds, people, groups, cells, 1, 2);
            Assert.Equal(
                Order(1, order => FirstCells(bounds, people, groups, cells, order)).Order(),
                fast.Select(each => (people[each.Rows[0]], each.Cell, each.Rows.Length)).Order());
            Assert.All(fast, each => Assert.All(each.Rows, row => Assert.Equal((people[each.Rows[0]], each.Cell), (people[row], cells[groups[row]]))));
            Assert.Equal(fast.Sum(each => each.Rows.Length), fast.SelectMany(each => each.Rows).Distinct().Count());
        }
    }

    [Fact]
    public void The_rows_of_the_shared_cell_that_count_are_those_of_its_first_groups_on_either_way()
    {
        using SeededNumbers numbers = new(14);
        ContributionBounds bounds = new(3, 2);
        (int[] people, int[] groups) = Rows(numbers, 6_000, 800, groups: 300);

        // A second shared cell, of two groups that no row has, sends everybody the slow way.
        int[] one = [.. Enumerable.Range(0, 302).Select(group => Math.Min(group, 100))];
        int[] two = [.. one[..300], 101, 101];
        Assert.Equal(Flat(HandedOver(bounds, people, groups, two, 1, 2)), Flat(HandedOver(bounds, people, groups, one, 1, 2)));

    }

    [Fact]
    public void Rows_are_told_apart_one_by_one_as_they_are_all_at_once()
    {
        using SeededNumbers numbers = new(21);
        (int[] people, int[] groups) = Rows(numbers, 6_000, 800, groups: 300);
        foreach (int own in new[] { 0, 150, 299, 300 })
        {
            CellOfGroup cells = new([.. Enumerable.Range(0, 300).Select(group => Math.Min(group, own))]);
            PersonBuckets<uint> buckets = Assert.IsType<PersonBuckets<uint>>(Order(1, order => RowsByPerson.Sort(people, groups, 300, order, 1, default)).Buckets);
            Assert.Equal(Taken(true), Taken(false));

            IEnumerable<string> Taken(bool isFast)
            {
                SingleRows<uint> singles = new(new ContributionBounds(3, 2), cells, isFast);
                Collector sink = new([]);
                List<int> taken = [];
                singles.Prepare(buckets.Layout, buckets.Entries, 0, buckets.Starts[^1]);
                for (int person = 0; person < buckets.Starts.Length - 1; person++)
                {
                    (int start, int count) = (buckets.Starts[person], buckets.Starts[person + 1] - buckets.Starts[person]);
                    if (count > 0 && singles.TryTake(buckets.Layout, buckets.Entries, start, count, ref sink))
                    {
                        taken.Add(person);
                    }
                }

                singles.HandOver(ref sink);
                Assert.NotEmpty(sink.Added);
                return [.. taken.Select(person => $"{person}"), .. sink.Added.Select(each => $"{each.Cell}: {string.Join(' ', each.Rows)}")];
            }
        }
    }

    [Fact]
    public void Few_items_are_sorted_by_their_ranks()
    {
        Assert.SkipUnless(FewPlaces.IsFast, "The machine has no vectors of 512 bits.");
        using SeededNumbers numbers = new(15);
        for (int round = 0; round < 2_000; round++)
        {
            int count = (int)numbers.Next(FewPlaces.Most) + 1;
            uint[] ranks = [.. Enumerable.Range(0, FewPlaces.Most).Select(i => (uint)numbers.Next(round % 2 == 0 ? 5u : 1u << 27) << 4 | (uint)i)];
            ulong[] items = [.. Enumerable.Range(0, count).Select(i => (ulong)i)];
            ulong[] sorted = new ulong[count];
            FewPlaces.Sort(Vector512.Create(ranks), items, sorted);
            Assert.Equal(items.OrderBy(item => ranks[item]), sorted);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_000)]
    public void What_is_kept_does_not_depend_on_how_groups_are_numbered(int persons)
    {
        // Numbers of discovered groups depend on everybody's rows: somebody who leaves may renumber them, and must not change what is kept of others.
        using SeededNumbers numbers = new(20);

        // Which rows of one group count is ranked by names that hold the group's; here all do.
        ContributionBounds bounds = new(3, 5_000);
        (int[] people, int[] groups) = Rows(numbers, 5_000, persons, groups: 40);
        (int Cell, int Row)[] kept = [.. Flat(HandedOver(bounds, people, groups, [.. Enumerable.Range(0, 40)], 1, 2))];
        BoundedRows slow = Order(1, order => bounds.Apply(people, groups, order));
        for (int round = 0; round < 5; round++)
        {
            int[] renamed = [.. Enumerable.Range(0, 90).Select(group => (Group: group, Key: numbers.Next(uint.MaxValue))).OrderBy(each => each.Key).Select(each => each.Group).Take(40)];
            int[] groupOf = [.. Enumerable.Range(0, 90).Select(name => Array.IndexOf(renamed, name))];
            int[] others = [.. groups.Select(group => group < 0 ? -1 : renamed[group])];
            Assert.Equal(kept.Select(each => each.Row).Order(), Flat(HandedOver(bounds, people, others, [.. Enumerable.Range(0, 90)], 1, 2)).Select(each => each.Row).Order());
            Assert.Equal(kept, Flat(HandedOver(bounds, people, others, groupOf, 1, 2)));
            Assert.Equal(slow.Rows, Order(1, order => bounds.Apply(people, others, order)).Rows);
        }
    }

    [Fact]
    public void What_counts_within_tight_bounds_is_part_of_what_counts_within_wide_ones()
    {
        using SeededNumbers numbers = new(11);
        (int[] people, int[] groups) = Rows(numbers, 5_000, 200, groups: 12);
        int[] cells = [.. Enumerable.Range(0, 12)];
        HashSet<(int, int)> before = [];
        for (int most = 1; most <= 12; most++)
        {
            HashSet<(int, int)> kept = [.. HandedOver(new ContributionBounds(most, 1), people, groups, cells, 1, 2).Select(each => (people[each.Rows[0]], each.Cell))];
            Assert.Superset(before, kept);
            before = kept;
        }

        Assert.Equal(people.Zip(groups).Where(row => row is { First: >= 0, Second: >= 0 }).Distinct().Count(), before.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_000)]
    public void People_are_counted_in_the_groups_that_bounds_keep(int persons)
    {
        using SeededNumbers numbers = new(12);
        (int[] people, int[] groups) = Rows(numbers, 5_000, persons, groups: 12);
        foreach (int counted in new[] { 12, 9 })
        {
            int[] cells = [.. Enumerable.Range(0, 12).Select(group => group < counted ? group : -1)];
            (int Cell, int[] Rows)[] kept = HandedOver(new ContributionBounds(3, 1), people, groups, cells, 1, 2);
            long[] sums = Order(1, order => RowsByPerson.Sort(people, groups, 12, order, 2, TestContext.Current.CancellationToken).CountPeople(counted, 3, 2, TestContext.Current.CancellationToken));
            Assert.Equal(Enumerable.Range(0, counted).Select(group => kept.LongCount(each => each.Cell == group)), sums);
            Assert.Equal(sums, Order(1, order => RowsByPerson.Sort(new ArraySource(people, groups, null, 12), new PeopleToCount(counted, 3), order, 2, TestContext.Current.CancellationToken).People));
        }
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
            (int Cell, int[] Values)[] given = Order(1, order => Apply(bounds, RowsByPerson.Sort(people, groups, values, cells.Length, order, 2, TestContext.Current.CancellationToken), cells, order, 2));
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
    public void No_rows_are_nothing()
    {
        Assert.Empty(HandedOver(new ContributionBounds(1, 1), [], [], [0], 1, 2));
        Assert.Empty(HandedOver(new ContributionBounds(1, 1), [-1, 0], [0, -1], [0], 1, 2));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        RowsByPerson Sort(int[] people, int[] groups, int groupCount) => Order(1, order => RowsByPerson.Sort(people, groups, groupCount, order, 1, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => Sort([0], [0, 0], 1));
        Assert.Throws<ArgumentException>(() => Sort([0], [1], 1));
        Assert.Throws<ArgumentException>(() => Order(1, order => RowsByPerson.Sort([0], [0], new byte[2], 1, order, 1, CancellationToken.None)));
        Assert.Throws<ArgumentNullException>(() => RowsByPerson.Sort([0], [0], 1, null!, 1, CancellationToken.None));
        RowsByPerson rows = Sort([0], [0], 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.CountPeople(3, 1, 1, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => rows.CountPeople(2, 0, 1, CancellationToken.None));
        Assert.Empty(rows.People);
        foreach (PeopleToCount people in new PeopleToCount[] { new(0, 1), new(2, 1), new(1, 0) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Order(1, order => RowsByPerson.Sort(new Said(10, 0, 0, 1), people, order, 1, CancellationToken.None)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Order(1, order => Apply(new ContributionBounds(1, 1), rows, [0], order, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Order(1, order => Apply(new ContributionBounds(1, 1), rows, [0, 0], order, 0)));
        Assert.Throws<ArgumentException>(() => Order(1, order => Apply(new ContributionBounds(2, 2, maxRows: 3), rows, [0, 0], order, 1)));
    }

    private static IEnumerable<(int Cell, int Row)> Flat((int Cell, int[] Rows)[] given) => given.SelectMany(each => each.Rows.Select(row => (each.Cell, row))).Order();

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 0, 2)]
    [InlineData(0, 0, -1)]
    public void Rows_that_are_not_what_they_say_of_themselves_are_refused(int person, int group, int value)
    {
        Assert.Throws<ArgumentException>(() => Order(1, order => RowsByPerson.Sort(new Said(5_000, person, group, value), null, order, 2, default)));
        Assert.NotNull(Order(1, order => RowsByPerson.Sort(new Said(5_000, -1, group, value), null, order, 2, default)));
        Assert.NotNull(Order(1, order => RowsByPerson.Sort(new Said(5_000, 0, 0, 1), null, order, 2, default)));
    }

    [Fact]
    public void Sorting_that_is_stopped_says_so()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => Order(1, order => RowsByPerson.Sort(new Said(5_000, 0, 0, 1), null, order, 2, stopped.Token)));
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

    private static (int Cell, int[] Rows)[] HandedOver(ContributionBounds bounds, int[] people, int[] groups, int[] cells, int seed, int threads) =>
        Order(seed, order => Apply(bounds, RowsByPerson.Sort(people, groups, cells.Length, order, threads, default), cells, order, threads));

    /// <summary>The rule, said slowly: each person's cells by the lowest rank of the person's groups in them, where groups are ranked by which appeared first.</summary>
    private static (int Person, int Cell, int Rows)[] FirstCells(ContributionBounds bounds, int[] people, int[] groups, int[] cells, SecretOrder order)
    {
        List<(int Person, int Cell, int Rows)> first = [];
        foreach (IGrouping<int, (int Person, int Group)> person in people.Zip(groups).Where(row => row is { First: >= 0, Second: >= 0 }).GroupBy(row => row.First))
        {
            GroupOrder own = new(order.Ranks([GroupOrder.NameOf(person.Key)])[0]);
            List<int> appeared = [.. person.Select(row => row.Group).Distinct()];
            first.AddRange(person
                .Where(row => cells[row.Group] >= 0)
                .GroupBy(row => cells[row.Group])
                .OrderBy(cell => cell.Min(row => own.RankOf(appeared.IndexOf(row.Group))))
                .Take(bounds.MaxGroups)
                .Select(cell => (person.Key, cell.Key, Math.Min(bounds.MaxRowsPerGroup, cell.Count()))));
        }

        return [.. first];
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

        public void AddSingle(ReadOnlySpan<int> cells, ReadOnlySpan<int> rows)
        {
            Assert.Equal(cells.Length, rows.Length);
            for (int i = 0; i < cells.Length; i++)
            {
                Add(cells[i], rows.Slice(i, 1));
            }
        }
    }

    /// <summary>Rows of one person, one group and values of one bit, as they say; all but the last are.</summary>
    private sealed record Said(int RowCount, int LastPerson, int LastGroup, int LastValue) : IContributionSource
    {
        public int PersonCount => 1;

        public int GroupCount => 1;

        public int ValueBits => 1;

        public void ReadPeople(int first, Span<int> people) => Read(first, people, LastPerson);

        public void ReadGroups(int first, Span<int> groups) => Read(first, groups, LastGroup);

        public void ReadValues(int first, Span<int> values) => Read(first, values, LastValue);

        private void Read(int first, Span<int> cells, int last)
        {
            cells.Clear();
            if (first + cells.Length == RowCount)
            {
                cells[^1] = last;
            }
        }
    }
}
