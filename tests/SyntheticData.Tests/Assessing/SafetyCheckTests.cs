using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Tests.Assessing;

public sealed class SafetyCheckTests
{
    private static readonly int[] s_sizes = [6, 8, 9, 10, 7, 8];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Distances_are_those_of_a_comparison_of_all_rows(int most)
    {
        DiscreteTable rows = Tables.Chain(200, 1, s_sizes);
        DiscreteTable among = Tables.Chain(100, 2, s_sizes);
        byte[] distances = ClosestRows.Distances(rows, among, most, threads: 2);
        byte[] expected = [.. Enumerable.Range(0, rows.Rows).Select(row => (byte)Math.Min(most + 1, Enumerable.Range(0, among.Rows).Min(other =>
            Enumerable.Range(0, s_sizes.Length).Count(column => rows.Column(column)[row] != among.Column(column)[other]))))];
        Assert.Equal(expected, distances);
        Assert.True(expected.Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void One_person_moves_one_count_of_the_nearest_by_one_and_each_of_singling_out_by_at_most_the_sets(int seed)
    {
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        PeopleTable learned = People(domain, 90, seed, rowsPerPerson: 3);
        PeopleTable heldOut = People(domain, 30, seed + 100, rowsPerPerson: 3);
        DiscreteTable made = Of(domain, Tables.Chain(60, seed + 200, s_sizes));
        long[] closest = SafetyCheck.CountClosest(learned, heldOut, made, 120, threads: 1);
        long[] singled = SafetyCheck.CountSingledOut(learned, heldOut, made, predicates: 10);
        Assert.Equal((30, 10), (closest[..4].Sum(), closest[4..].Sum()));
        long[] Change(long[] before, long[] after) => [.. before.Zip(after, (with, without) => Math.Abs(with - without))];
        for (int person = 0; person < 10; person++)
        {
            foreach ((PeopleTable fewer, PeopleTable others) in new[] { (Without(learned, person), heldOut), (learned, Without(heldOut, person)) })
            {
                Assert.Equal(1, Change(closest, SafetyCheck.CountClosest(fewer, others, made, 120, threads: 1)).Sum());
                Assert.All(Change(singled, SafetyCheck.CountSingledOut(fewer, others, made, predicates: 10)), change => Assert.InRange(change, 0, SafetyCheck.Subsets));
            }
        }
    }

    [Fact]
    public void The_check_declares_one_cell_of_the_nearest_and_all_sets_of_singling_out()
    {
        SafetyCheck check = new("safety", Rho.Parse("0.01"));
        Assert.Equal(Sensitivity.One, check.Closest.Noise.Sensitivity);
        Assert.Equal(Sensitivity.OfEntries(2, SafetyCheck.Subsets), check.SinglingOut.Noise.Sensitivity);
        Assert.InRange(check.Mechanisms.Sum(mechanism => mechanism.Cost.NanoRho), 9_990_000, 10_000_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetyCheck("safety", Rho.FromNano(1)));
    }

    [Fact]
    public void Made_rows_pass_and_the_true_rows_in_their_place_do_not()
    {
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        PeopleTable learned = People(domain, 5000, 3, rowsPerPerson: 1);
        PeopleTable heldOut = People(domain, 600, 4, rowsPerPerson: 1);
        SyntheticModel model = Room.Learn(learned.Table, "0.05", new SyntheticOptions(), seed: 1);
        SafetyReport honest = Check(learned, heldOut, model.Sample(5000, threads: 2));
        SafetyReport copied = Check(learned, heldOut, learned.Table);
        Assert.True(honest.Passes(0.1, 0.1), $"{honest.MembershipAdvantage} {honest.SinglingOutAdvantage}");
        Assert.False(copied.Passes(0.1, 1), $"{copied.MembershipAdvantage}");
        Assert.False(copied.Passes(1, 0.1), $"{copied.SinglingOutAdvantage}");
        Assert.InRange(copied.LearnedShares[0], 0.95, 1);
        Assert.InRange(copied.MembershipAuc, 0.6, 1);
        Assert.InRange(honest.MembershipAuc, 0.45, 0.55);
    }

    [Fact]
    public void A_few_rows_learned_by_heart_are_seen_by_the_rate_at_which_they_single_out()
    {
        // Half of the made rows are true ones; the other half is of nobody.
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        PeopleTable learned = People(domain, 4000, 5, rowsPerPerson: 1);
        PeopleTable heldOut = People(domain, 500, 6, rowsPerPerson: 1);
        DiscreteTable fresh = Of(domain, Tables.Chain(500, 7, s_sizes));
        DiscreteTable half = new(domain, [.. Enumerable.Range(0, s_sizes.Length).Select(column =>
            learned.Table.Column(column)[..500].ToArray().Zip(fresh.Column(column).ToArray(), (own, other) => new[] { own, other }).SelectMany(pair => pair).ToArray())]);
        SafetyReport report = Check(learned, heldOut, half);
        SafetyReport none = Check(learned, heldOut, fresh);
        Assert.True(report.SinglingOutAdvantage > none.SinglingOutAdvantage + (4 * none.SinglingOutDeviation), $"{report.SinglingOutAdvantage} {none.SinglingOutAdvantage}");
    }

    [Fact]
    public void Shares_are_of_the_people_and_of_the_predicates_that_there_are()
    {
        // Forty people learned from and ten held out; five made rows, so that eight sets give forty predicates, and eighty of the held-out people.
        SafetyReport report = SafetyReport.Of([20, 10, 10, 0, 1, 2, 2, 5], [20, 16], madeRows: 5, closestDeviation: 2, singlingOutDeviation: 4);
        Assert.Equal([0.5, 0.25, 0.25, 0], report.LearnedShares.ToArray());
        Assert.Equal([0.1, 0.2, 0.2, 0.5], report.HeldOutShares.ToArray());
        Assert.Equal((0.05, 0.2), (report.LearnedDeviation, report.HeldOutDeviation));
        Assert.Equal((0.5, 0.2, 0.1), (report.SingledOut, report.SingledOutByHeldOut, report.SinglingOutDeviation));

        // Closer by 0.4, 0.45, 0.5 at distances of 0, 1, 2.
        Assert.Equal(0.5, report.MembershipAdvantage, 1e-12);
        Assert.Equal(0.3, report.SinglingOutAdvantage, 1e-12);
        Assert.Equal((0.5 * 0.95) + (0.25 * 0.8) + (0.25 * 0.6), report.MembershipAuc, 1e-12);
        Assert.True(report.Passes(0.5001, 0.3001));
        Assert.False(report.Passes(0.4999, 1));
        Assert.False(report.Passes(1, 0.2999));
    }

    [Fact]
    public void Nobody_at_all_and_nobody_held_out_give_figures_too()
    {
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        SafetyReport report = Check(People(domain, 0, 1, 1), People(domain, 0, 1, 1), Of(domain, Tables.Chain(50, 1, s_sizes)));
        Assert.Equal(1, report.LearnedShares.Sum(), 1e-9);
        Assert.InRange(report.MembershipAuc, 0, 1);
    }

    [Fact]
    public void Tables_of_other_domains_are_refused_and_nothing_is_consumed()
    {
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        SafetyCheck check = new("safety", Rho.Parse("0.01"));
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(entropy, [.. check.Mechanisms]);
        PeopleTable people = People(domain, 10, 1, 1);
        Assert.Throws<ArgumentException>(() => check.Release(grant, people, people, Tables.Chain(5, 1, s_sizes), 10, 1));
        Assert.Throws<ArgumentException>(() => new PeopleTable(people.Table, [0, 1]));
        Assert.InRange(check.Release(grant, people, people, people.Table, 10, 1).Cost.NanoRho, 9_990_000, 10_000_000);
    }

    private static SafetyReport Check(PeopleTable learned, PeopleTable heldOut, DiscreteTable made)
    {
        SafetyCheck check = new("safety", Rho.Parse("0.02"));
        using SeededEntropy entropy = new(9);
        using BudgetGrant grant = Room.Open(entropy, [.. check.Mechanisms]);
        return check.Release(grant, learned, heldOut, made, learned.Table.Rows, threads: 2).Value;
    }

    private static PeopleTable People(DiscreteDomain domain, int rows, int seed, int rowsPerPerson) =>
        new(Of(domain, Tables.Chain(rows, seed, s_sizes)), [.. Enumerable.Range(0, rows).Select(row => row / rowsPerPerson)]);

    private static PeopleTable Without(PeopleTable people, int person)
    {
        int[] kept = [.. Enumerable.Range(0, people.Table.Rows).Where(row => people.People[row] != person)];
        ushort[][] columns = [.. Enumerable.Range(0, s_sizes.Length).Select(column => kept.Select(row => people.Table.Column(column)[row]).ToArray())];
        return new PeopleTable(new DiscreteTable(people.Table.Domain, columns), [.. kept.Select(row => people.People[row])]);
    }

    private static DiscreteTable Of(DiscreteDomain domain, DiscreteTable table) =>
        new(domain, [.. Enumerable.Range(0, s_sizes.Length).Select(column => table.Column(column).ToArray())]);
}
