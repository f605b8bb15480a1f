namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

public sealed class ContributionBoundsTests
{
    private static BoundedRows Apply(ContributionBounds bounds, int[] people, int[] groups, int seed = 1)
    {
        using SeededEntropy entropy = new(seed);
        using SecretOrder order = new(entropy);
        return bounds.Apply(people, groups, order);
    }

    [Fact]
    public void No_person_keeps_more_than_declared_and_nothing_within_the_bounds_is_lost()
    {
        using SeededNumbers numbers = new(6);
        for (int round = 0; round < 100; round++)
        {
            ContributionBounds bounds = new((int)numbers.Next(4) + 1, (int)numbers.Next(3) + 1, numbers.Next(8) + 1);
            (int[] people, int[] groups) = (new int[300], new int[300]);
            for (int row = 0; row < people.Length; row++)
            {
                (people[row], groups[row]) = ((int)numbers.Next(40) - 1, (int)numbers.Next(8) - 1);
            }

            int[] kept = [.. Apply(bounds, people, groups, round).Rows];
            Assert.Equal(kept.Order().Distinct(), kept);
            foreach (IGrouping<int, int> person in Enumerable.Range(0, 300).Where(row => groups[row] >= 0).GroupBy(row => people[row]))
            {
                int[] mine = [.. kept.Where(row => people[row] == person.Key)];
                int possible = person.GroupBy(row => groups[row]).Select(group => Math.Min(group.Count(), bounds.MaxRowsPerGroup))
                    .OrderDescending().Take(bounds.MaxGroups).Sum();
                Assert.True(mine.Select(row => groups[row]).Distinct().Count() <= bounds.MaxGroups);
                Assert.All(mine.GroupBy(row => groups[row]), group => Assert.True(group.Count() <= bounds.MaxRowsPerGroup));
                Assert.True(mine.Length <= Math.Min(possible, bounds.MaxRows));
                Assert.Equal(person.Key >= 0, mine.Length > 0);
                if (person.Key >= 0 && person.Select(row => groups[row]).Distinct().Count() <= bounds.MaxGroups)
                {
                    Assert.Equal(Math.Min(possible, bounds.MaxRows), mine.Length);
                }
            }
        }
    }

    [Fact]
    public void Rows_of_nobody_and_rows_of_no_group_do_not_count() =>
        Assert.Equal([1], Apply(new ContributionBounds(9, 9), [-1, 0, 0, int.MinValue], [0, 0, -1, 0]).Rows);

    [Fact]
    public void An_empty_table_stays_empty() => Assert.Empty(Apply(new ContributionBounds(1, 1), [], []).Rows);

    [Fact]
    public void Codes_up_to_the_largest_integer_are_sorted_alike() =>
        Assert.Equal(
            [0, 1, 3],
            Apply(new ContributionBounds(2, 1), [int.MaxValue, int.MaxValue, int.MaxValue, 5], [int.MaxValue, 0, int.MaxValue, 0], 3).Rows
                .Select(row => row == 2 ? 0 : row).Order());

    [Fact]
    public void The_same_secret_keeps_the_same_rows_and_another_keeps_others()
    {
        (int[] people, int[] groups) = (new int[200], [.. Enumerable.Range(0, 200)]);
        ContributionBounds bounds = new(10, 1);
        Assert.Equal(Apply(bounds, people, groups, 1).Rows, Apply(bounds, people, groups, 1).Rows.AsEnumerable());
        Assert.NotEqual(Apply(bounds, people, groups, 1).Rows, Apply(bounds, people, groups, 2).Rows.AsEnumerable());
    }

    [Fact]
    public void Every_row_has_the_same_chance_wherever_it_lies()
    {
        // One person with ten groups of one row, of which two are kept; and one with ten rows in one group.
        (int[] people, int[] groups) = ([.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 10)], [.. Enumerable.Range(0, 10), .. Enumerable.Repeat(3, 10)]);
        int[] times = new int[20];
        for (int seed = 0; seed < 2_000; seed++)
        {
            foreach (int row in Apply(new ContributionBounds(2, 2), people, groups, seed).Rows)
            {
                times[row]++;
            }
        }

        Assert.All(times, kept => Assert.InRange(kept, 400 - 80, 400 + 80));
    }

    [Fact]
    public void What_is_kept_of_a_person_does_not_depend_on_anybody_else()
    {
        using SeededNumbers numbers = new(12);
        (int[] people, int[] groups) = (new int[400], new int[400]);
        for (int row = 0; row < people.Length; row++)
        {
            (people[row], groups[row]) = ((int)numbers.Next(20), (int)numbers.Next(10));
        }

        ContributionBounds bounds = new(3, 2, 5);
        int[] all = [.. Apply(bounds, people, groups).Rows];
        for (int person = 0; person < 20; person++)
        {
            int[] others = [.. Enumerable.Range(0, 400).Where(row => people[row] != person)];
            BoundedRows without = Apply(bounds, [.. others.Select(row => people[row])], [.. others.Select(row => groups[row])]);
            Assert.Equal(all.Where(row => people[row] != person), without.Rows.Select(row => others[row]));
        }
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(4, 1, 4, 4, 4, 1)]
    [InlineData(3, 2, 6, 6, 12, 2)]
    [InlineData(3, 2, 5, 5, 9, 2)]
    [InlineData(3, 4, 6, 6, 20, 4)]
    [InlineData(2, 9, 4, 4, 16, 4)]
    public void Declared_norms_of_row_counts_follow_from_the_bounds(int groups, int perGroup, long rows, long l1, long l2Squared, long lInfinity)
    {
        Sensitivity sensitivity = new ContributionBounds(groups, perGroup, rows).OfRowsPerGroup();
        Assert.Equal((l1, l2Squared, lInfinity), (sensitivity.L1, sensitivity.L2Squared, sensitivity.LInfinity));
        Sensitivity split = new ContributionBounds(groups, perGroup, rows).OfRowsPerGroup(parts: 2);
        Assert.Equal((l1, l2Squared, lInfinity), (split.L1, split.L2Squared, split.LInfinity));
    }

    [Fact]
    public void Bounds_below_one_and_lengths_that_differ_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContributionBounds(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContributionBounds(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContributionBounds(1, 1, 0));
        Assert.Throws<ArgumentException>(() => Apply(new ContributionBounds(1, 1), [1], []));
    }
}
