using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Tests.Assessing;

public sealed class FidelityTests
{
    private static readonly int[] s_sizes = [6, 8, 9, 10, 7, 8];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 12)];

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

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Three_rows_of_a_person_move_each_figure_by_no_more_than_is_declared(int seed)
    {
        const int RowsPerPerson = 3;
        DiscreteTable table = Tables.Chain(150, seed, s_sizes);
        DiscreteTable without = Tables.Without(table, new HashSet<int> { seed, 50, 120 });
        DiscreteTable made = new(table.Domain, [.. Enumerable.Range(0, s_sizes.Length).Select(column => Tables.Chain(90, seed + 50, s_sizes).Column(column).ToArray())]);
        for (int ways = 1; ways <= 3; ways++)
        {
            int[][] sets = PublicSets.Of(s_sizes.Length, ways, 10);
            Assert.Equal(PublicSets.Count(s_sizes.Length, ways, 10), sets.Length);
            Assert.InRange(Math.Abs(CountDistance.Sum(table, made, 151.5, sets, 1) - CountDistance.Sum(without, made, 151.5, sets, 1)), 0, (long)RowsPerPerson * sets.Length);
        }

        NoisyCorrelations correlations = new([1, 3, 5]);
        Within(correlations.SensitivityFor(RowsPerPerson), correlations.Sums(table), correlations.Sums(without));
        Discriminator discriminator = new(s_sizes.Length);
        Within(discriminator.SensitivityFor(RowsPerPerson), discriminator.Count(table), discriminator.Count(without));
    }

    [Fact]
    public void All_rows_of_a_person_in_one_bucket_reach_the_declared_sensitivity()
    {
        DiscreteDomain domain = Tables.Chain(1, 1, s_sizes).Domain;
        DiscreteTable person = new(domain, [.. s_sizes.Select(_ => new ushort[4])]);
        Discriminator discriminator = new(s_sizes.Length);
        long[] counts = discriminator.Count(person);
        Assert.Equal(discriminator.SensitivityFor(4).L2Squared, counts.Sum(count => count * count));
        Assert.Equal(discriminator.SensitivityFor(4).L1, counts.Sum());
        NoisyCorrelations correlations = new([1, 3]);
        Assert.Equal(4L * NoisyCorrelations.Unit, correlations.Sums(person).Max(Math.Abs));
    }

    [Fact]
    public void Noisy_figures_are_about_those_of_the_exact_report()
    {
        DiscreteTable table = Tables.Chain(8000, 3, s_sizes);
        SyntheticModel model = Room.Learn(table, "0.05", new SyntheticOptions(), seed: 1);
        DiscreteTable made = model.Sample(8000, threads: 2);
        FidelityEstimate estimate = Check(table, model, made);
        FidelityReport exact = FidelityReport.Of(table, made, threads: 2);
        Assert.Equal([1, 2, 3], estimate.Distances.Select(distance => distance.Ways));
        Assert.Equal([6, 15, 20], estimate.Distances.Select(distance => distance.Sets));
        double[] expected = [exact.OneWayL1, exact.TwoWayL1, exact.ThreeWayL1];
        Assert.All(estimate.Distances, distance => Assert.InRange(Math.Abs(distance.MeanL1 - expected[distance.Ways - 1]), 0, 0.01 + (5 * distance.Deviation)));
        Assert.Equal(exact.KMarginalScore, estimate.KMarginalScore, 10.0);
        Assert.InRange(estimate.SubsamplingEquivalent / exact.SubsamplingEquivalent, 0.5, 2);
        Assert.InRange(Math.Abs(estimate.CorrelationDifference - exact.CorrelationDifference), 0, 0.02 + (5 * estimate.CorrelationNoise));
    }

    [Fact]
    public void Rows_without_dependences_are_told_from_the_true_ones_and_the_true_ones_are_not()
    {
        DiscreteTable table = Tables.Chain(20_000, 3, s_sizes);
        SyntheticModel model = Room.Learn(table, "0.05", new SyntheticOptions(), seed: 1);
        Random random = new(4);
        DiscreteTable independent = new(table.Domain, [.. Enumerable.Range(0, s_sizes.Length).Select(column =>
        {
            ushort[] codes = table.Column(column).ToArray();
            random.Shuffle(codes);
            return codes;
        })]);
        FidelityEstimate told = Check(table, model, independent);
        FidelityEstimate same = Check(table, model, table);
        Assert.InRange(told.PropensityAuc, 0.65, 1);
        Assert.InRange(told.PropensityMeanSquaredError, 0.01, 0.25);
        Assert.InRange(same.PropensityAuc, 0.5 - (5 * same.PropensityDeviation), 0.5 + (5 * same.PropensityDeviation));
        Assert.InRange(same.PropensityMeanSquaredError, 0, 0.002);
        Assert.InRange(same.Distances[1].MeanL1, 0, 0.02);
    }

    [Fact]
    public void The_check_costs_no_more_than_it_was_given_and_fewer_columns_have_fewer_figures()
    {
        Assert.InRange(new FidelityCheck("fidelity", 6, [1, 3], 2, Rho.Parse("0.01")).Mechanisms.Sum(mechanism => mechanism.Cost.NanoRho), 9_900_000, 10_000_000);
        Assert.Equal(3, new FidelityCheck("fidelity", 1, [0], 1, Rho.Parse("0.01")).Mechanisms.Length);
        DiscreteDomain one = new([new DiscreteColumn("only", 4, isOrdered: true)]);
        DiscreteTable table = new(one, [[0, 1, 2, 3, 3, 2]]);
        SyntheticModel model = Room.Learn(table, "1", new SyntheticOptions(), seed: 1);
        FidelityEstimate estimate = Check(table, model, model.Sample(6, threads: 1));
        Assert.Equal((1, 0), (estimate.Distances.Length, estimate.CorrelationDifference));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FidelityCheck("fidelity", 0, [], 1, Rho.Parse("0.01")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FidelityCheck("fidelity", 1, [], 0, Rho.Parse("0.01")));
    }

    private static void Within(Sensitivity declared, long[] before, long[] after)
    {
        long[] changes = [.. before.Zip(after, (with, without) => Math.Abs(with - without))];
        Assert.InRange(changes.Count(change => change > 0), 1, declared.L0);
        Assert.InRange(changes.Sum(), 1, declared.L1);
        Assert.InRange(changes.Sum(change => change * change), 1, declared.L2Squared);
        Assert.InRange(changes.Max(), 1, declared.LInfinity);
    }

    private static FidelityEstimate Check(DiscreteTable table, SyntheticModel model, DiscreteTable made)
    {
        FidelityCheck check = new("fidelity", table.Domain.Columns.Length, Enumerable.Range(0, table.Domain.Columns.Length).Where(column => table.Domain.Columns[column].IsOrdered), 1, Rho.Parse("0.02"));
        using SeededEntropy entropy = new(9);
        using BudgetGrant grant = Room.Open(entropy, [.. check.Mechanisms]);
        return check.Release(grant, table, model, made, threads: 2).Value;
    }
}
