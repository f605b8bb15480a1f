namespace EnclaveCleanRoom.DifferentialPrivacy.Tests.Bounding;

/// <summary>
/// Removes every person, from each non-empty subset of two tables, on random data, and compares how far the exact figures move with the
/// declared sensitivity. Seeded faults show that the comparison would notice.
/// </summary>
public sealed class RemovalTests
{
    private static readonly ContributionBounds s_bounds = new(2, 2, 3);

    private static int[] Bounded(ContributionBounds bounds, int[] people, int[] groups)
    {
        using SeededEntropy entropy = new(99);
        using SecretOrder order = new(entropy);
        return [.. bounds.Apply(people, groups, order).Rows];
    }

    private static int[] Bounded(int[] people, int[] groups) => Bounded(s_bounds, people, groups);

    [Fact]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_of_an_inner_join() =>
        Assert.Equal(0, Violations(Figures.InnerJoin, Bounded, s_bounds.OfRowsPerGroup(parts: 2)));

    [Fact]
    public void Removing_anybody_from_any_subset_of_the_tables_stays_within_the_declared_norms_of_a_left_join() =>
        Assert.Equal(0, Violations(Figures.LeftJoin, Bounded, s_bounds.OfRowsPerGroup(parts: 2).ForReplacement()));

    [Fact]
    public void The_declared_norms_are_reached_so_they_cannot_be_smaller()
    {
        (long l1, long l2Squared, long lInfinity) = Largest(Figures.InnerJoin, Bounded);
        Sensitivity declared = s_bounds.OfRowsPerGroup(parts: 2);
        Assert.Equal((declared.L1, declared.L2Squared, declared.LInfinity), (l1, l2Squared, lInfinity));
    }

    [Fact]
    public void Seeded_fault_no_bounds_is_noticed() =>
        Assert.True(Violations(Figures.InnerJoin, (people, _) => Enumerable.Range(0, people.Length), s_bounds.OfRowsPerGroup(parts: 2)) > 0);

    [Fact]
    public void Seeded_fault_one_group_too_many_is_noticed() =>
        Assert.True(Violations(
            Figures.InnerJoin, (people, groups) => Bounded(new ContributionBounds(3, 1), people, groups), new ContributionBounds(2, 1).OfRowsPerGroup(2)) > 0);

    [Fact]
    public void Seeded_fault_one_row_too_many_in_a_group_is_noticed() =>
        Assert.True(Violations(
            Figures.InnerJoin, (people, groups) => Bounded(new ContributionBounds(2, 3), people, groups), new ContributionBounds(2, 2).OfRowsPerGroup(2)) > 0);

    [Fact]
    public void Seeded_fault_bounds_enforced_on_one_table_before_the_join_only_are_noticed()
    {
        // Two rows a person on the advertiser's side, joined with as many publisher rows as there are.
        static TwoTables Capped(TwoTables tables) => tables with
        {
            Advertiser = [.. tables.Advertiser.GroupBy(row => row.Person).SelectMany(rows => rows.Take(2))],
        };
        Assert.True(Violations(
            (tables, bound) => Figures.InnerJoin(Capped(tables), bound), (people, _) => Enumerable.Range(0, people.Length),
            new ContributionBounds(2, 1).OfRowsPerGroup(2)) > 0);
    }

    [Fact]
    public void Seeded_fault_a_choice_by_place_in_the_table_is_noticed()
    {
        // Keeping every third row overall bounds the total, but whose rows are kept then depends on who comes before.
        Assert.True(Violations(
            Figures.InnerJoin, (people, _) => Enumerable.Range(0, people.Length).Where(row => row % 3 == 0), s_bounds.OfRowsPerGroup(parts: 2)) > 0);
    }

    [Fact]
    public void Seeded_fault_a_one_sided_removal_forgotten_is_noticed() =>
        Assert.True(Violations(Figures.LeftJoin, Bounded, s_bounds.OfRowsPerGroup(parts: 2)) > 0);

    private static int Violations(
        Func<TwoTables, Func<int[], int[], IEnumerable<int>>, long[]> query, Func<int[], int[], IEnumerable<int>> bound, Sensitivity declared) =>
        Changes(query, bound).Count(change =>
            change.L0 > declared.L0 || change.L1 > declared.L1 || change.L2Squared > declared.L2Squared || change.LInfinity > declared.LInfinity);

    private static (long L1, long L2Squared, long LInfinity) Largest(
        Func<TwoTables, Func<int[], int[], IEnumerable<int>>, long[]> query, Func<int[], int[], IEnumerable<int>> bound)
    {
        List<(long L0, long L1, long L2Squared, long LInfinity)> changes = [.. Changes(query, bound)];
        return (changes.Max(change => change.L1), changes.Max(change => change.L2Squared), changes.Max(change => change.LInfinity));
    }

    private static IEnumerable<(long L0, long L1, long L2Squared, long LInfinity)> Changes(
        Func<TwoTables, Func<int[], int[], IEnumerable<int>>, long[]> query, Func<int[], int[], IEnumerable<int>> bound)
    {
        using SeededNumbers numbers = new(15);
        for (int round = 0; round < 30; round++)
        {
            TwoTables tables = TwoTables.Random(numbers);
            long[] with = query(tables, bound);
            for (int person = 0; person < TwoTables.People; person++)
            {
                foreach (TwoTables smaller in tables.Without(person))
                {
                    long[] change = [.. query(smaller, bound).Zip(with, (a, b) => Math.Abs(a - b))];
                    yield return (change.Count(entry => entry > 0), change.Sum(), change.Sum(entry => entry * entry), change.Max());
                }
            }
        }
    }
}
