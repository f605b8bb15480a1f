using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Tests.Assessing;

public sealed class SafetyCheckTests
{
    private static readonly int[] s_sizes = [6, 8, 9, 10, 7, 8];

    [Fact]
    public void Copies_are_counted_as_a_comparison_of_all_rows_does()
    {
        DiscreteTable rows = Tables.Chain(300, 1, s_sizes);
        DiscreteTable among = Tables.Chain(300, 2, s_sizes);
        (long exact, long near) = Copies.Count(rows, among);
        int[] closest = [.. Enumerable.Range(0, rows.Rows).Select(row => Enumerable.Range(0, among.Rows).Min(other =>
            Enumerable.Range(0, s_sizes.Length).Count(column => rows.Column(column)[row] != among.Column(column)[other])))];
        Assert.Equal((closest.Count(distance => distance == 0), closest.Count(distance => distance <= 1)), ((int)exact, (int)near));
        Assert.InRange(near, 1, 299);
        Assert.Equal((300, 300), Copies.Count(rows, rows));
    }

    [Fact]
    public void Made_rows_pass_and_the_true_rows_in_their_place_do_not()
    {
        DiscreteTable table = Tables.Chain(5000, 3, s_sizes);
        SyntheticModel model = Room.Learn(table, "0.05", new SyntheticOptions(), seed: 1);
        SafetyReport honest = Check(table, model, model.Sample(5000, threads: 2));
        SafetyReport copied = Check(table, model, table);
        Assert.True(honest.Passes(0.1), $"{honest.MembershipAdvantage}");
        Assert.False(copied.Passes(0.1), $"{copied.MembershipAdvantage}");
        Assert.InRange(copied.ExactShare, 0.95, 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_person_moves_neither_count_by_more_than_their_rows(int seed)
    {
        DiscreteTable table = Tables.Chain(200, seed, s_sizes);
        DiscreteTable made = Tables.Chain(200, seed + 50, s_sizes);
        DiscreteTable without = Tables.Without(table, new HashSet<int> { 3, 50, 120 });
        (long exact, long near) = Copies.Count(table, made);
        (long exactWithout, long nearWithout) = Copies.Count(without, made);
        Assert.InRange(exact - exactWithout, 0, 3);
        Assert.InRange(near - nearWithout, 0, 3);
    }

    [Fact]
    public void The_check_declares_both_counts_of_all_rows_of_a_person()
    {
        SafetyCheck check = new("copies", rowsPerPerson: 3, Rho.Parse("0.01"));
        Assert.Equal(Sensitivity.OfEntries(2, 3), check.Mechanism.Noise.Sensitivity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SafetyCheck("copies", 0, Rho.Parse("0.01")));
    }

    [Fact]
    public void A_table_is_like_itself_and_a_half_of_it_is_like_a_half()
    {
        DiscreteTable table = Tables.Chain(4000, 5, s_sizes);
        FidelityReport same = FidelityReport.Of(table, table, threads: 2);
        Assert.Equal((0, 0, 0, 1000, 0), (same.OneWayL1, same.TwoWayL1, same.ThreeWayL1, same.KMarginalScore, same.CorrelationDifference));
        Assert.InRange(same.SubsamplingEquivalent, 0.99, 1);
        FidelityReport half = FidelityReport.Of(table, Tables.Without(table, Enumerable.Range(0, 2000).ToHashSet()), threads: 2);
        Assert.InRange(half.SubsamplingEquivalent, 0.4, 0.6);
        Assert.Throws<ArgumentException>(() => FidelityReport.Of(table, Tables.Chain(4000, 5, s_sizes), 1));
    }

    [Fact]
    public void Distances_are_those_of_a_count_of_all_cells()
    {
        DiscreteTable left = Tables.Chain(500, 6, 3, 4, 5);
        ushort[][] other = [.. Enumerable.Range(0, 3).Select(column => Tables.Chain(700, 7, 3, 4, 5).Column(column).ToArray())];
        DiscreteTable right = new(left.Domain, other);
        double expected = 0;
        for (int cell = 0; cell < 60; cell++)
        {
            double Share(DiscreteTable table) => Enumerable.Range(0, table.Rows).Count(row =>
                (((table.Column(0)[row] * 4) + table.Column(1)[row]) * 5) + table.Column(2)[row] == cell) / (double)table.Rows;
            expected += Math.Abs(Share(left) - Share(right));
        }

        Assert.Equal(expected, MarginalDistance.L1(left, right, 0, 1, 2), 1e-9);
        Assert.Equal(expected, MarginalDistance.MeanL1(left, right, 3, 2), 1e-9);
    }

    private static SafetyReport Check(DiscreteTable table, SyntheticModel model, DiscreteTable made)
    {
        // The made rows may be the true ones, which a domain of the same values stands for.
        SafetyCheck check = new("copies", rowsPerPerson: 1, Rho.Parse("0.01"));
        using SeededEntropy entropy = new(9);
        using BudgetGrant grant = Room.Open(check.Mechanism, entropy);
        return check.Release(grant, table, model, made, threads: 2).Value;
    }
}
