using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Tests;

public sealed class SyntheticPlanTests
{
    public static TheoryData<SyntheticMethod> Methods => [SyntheticMethod.Tree, SyntheticMethod.Adaptive];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Made_rows_are_near_the_true_ones(SyntheticMethod method)
    {
        DiscreteTable table = Tables.Chain(20_000, 1, 3, 6, 12, 30, 5);
        SyntheticModel model = Room.Learn(table, "0.5", new SyntheticOptions { Method = method }, seed: 1);
        DiscreteTable made = model.Sample(20_000, threads: 2);
        Assert.InRange(MarginalDistance.MeanL1(table, made, 1, 2), 0, 0.02);
        Assert.InRange(MarginalDistance.MeanL1(table, made, 2, 2), 0, 0.10);
        Assert.Equal(20_000, model.EstimatedRows, 200.0);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_that_cannot_occur_occurs_even_where_noise_is_large(SyntheticMethod method)
    {
        DiscreteTable table = Tables.Chain(3000, 2, 4, 6, 5, 8);
        SyntheticModel model = Room.Learn(table, "0.002", new SyntheticOptions { Method = method }, seed: 2);
        Assert.Equal(0, model.Sample(50_000, threads: 2).CountViolations());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_noise_gives_the_same_rows_at_any_number_of_threads(SyntheticMethod method)
    {
        DiscreteTable table = Tables.Chain(3000, 3, 4, 6, 5, 8);
        DiscreteTable one = Room.Learn(table, "0.1", new SyntheticOptions { Method = method }, seed: 3, threads: 1).Sample(4000, threads: 1);
        DiscreteTable many = Room.Learn(table, "0.1", new SyntheticOptions { Method = method }, seed: 3, threads: 6).Sample(4000, threads: 6);
        Assert.All(Enumerable.Range(0, 4), column => Assert.Equal(one.Column(column).ToArray(), many.Column(column).ToArray()));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Extreme_tables_are_learned_too(SyntheticMethod method)
    {
        SyntheticOptions options = new() { Method = method };
        DiscreteTable empty = Tables.Chain(0, 1, 3, 4, 5);
        Assert.Equal(7, Room.Learn(empty, "0.01", options, seed: 1).Sample(7, threads: 1).Rows);
        DiscreteTable single = Tables.Chain(1, 1, 1, 2, 1);
        Assert.Equal(3, Room.Learn(single, "0.000001", options, seed: 1).Sample(3, threads: 1).Rows);
        DiscreteDomain one = new([new DiscreteColumn("only", 4, isOrdered: true)]);
        Assert.Equal(3, Room.Learn(new DiscreteTable(one, [new ushort[100]]), "1", options, seed: 1).Sample(3, threads: 1).Rows);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 9)]
    public void The_plan_declares_all_rows_of_a_person_in_one_cell(int rowsPerPerson, long l1, long l2Squared)
    {
        SyntheticPlan plan = new("synthetic", Tables.Chain(1, 1, 2, 3).Domain, Rho.Parse("0.01"), new SyntheticOptions { RowsPerPerson = rowsPerPerson });
        Assert.Equal((l1, l2Squared), (plan.Mechanism.Rows.L1, plan.Mechanism.Rows.L2Squared));
        Assert.Equal(new PrivacyCost(10_000_000, 0), plan.Mechanism.Cost);
    }

    [Fact]
    public void Noise_grows_with_the_rows_of_a_person()
    {
        DiscreteTable table = Tables.Chain(2000, 4, 3, 6, 5);
        SyntheticStep one = Room.Learn(table, "0.1", new SyntheticOptions(), seed: 1).Steps[0];
        SyntheticStep five = Room.Learn(table, "0.1", new SyntheticOptions { RowsPerPerson = 5 }, seed: 1).Steps[0];
        Assert.Equal(5 * one.Deviation, five.Deviation, 0.01);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void All_of_the_reserve_is_used_and_no_more(SyntheticMethod method)
    {
        DiscreteTable table = Tables.Chain(5000, 5, 4, 6, 5, 8);
        SyntheticModel model = Room.Learn(table, "0.1", new SyntheticOptions { Method = method }, seed: 5);
        double measured = model.Steps.Sum(step => 1 / (2 * step.Deviation * step.Deviation));
        Assert.InRange(measured, 0.085, 0.1);
    }

    [Fact]
    public void A_table_of_another_domain_is_refused_and_nothing_is_consumed()
    {
        DiscreteTable table = Tables.Chain(100, 6, 3, 4);
        SyntheticPlan plan = new("synthetic", table.Domain, Rho.Parse("0.01"), new SyntheticOptions());
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(plan.Mechanism, entropy);
        Assert.Throws<ArgumentException>(() => plan.Learn(grant, Tables.Chain(100, 6, 3, 4), 1, TestContext.Current.CancellationToken));
        Assert.Equal(plan.Mechanism.Cost, plan.Learn(grant, table, 1, TestContext.Current.CancellationToken).Cost);
        Assert.Throws<InvalidOperationException>(() => plan.Learn(grant, table, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Codes_that_were_chosen_after_planning_change_neither_mechanism_nor_cost()
    {
        DiscreteTable table = Tables.Chain(2000, 6, 3, 4);
        DiscreteDomain unknown = new([new DiscreteColumn("a", 1, isOrdered: false), new DiscreteColumn("b", 1, isOrdered: false)]);
        SyntheticPlan planned = new("synthetic", unknown, Rho.Parse("0.1"), new SyntheticOptions());
        SyntheticPlan plan = planned.Over(table.Domain);
        Assert.Same(planned.Mechanism, plan.Mechanism);
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(planned.Mechanism, entropy);
        DiscreteTable made = plan.Learn(grant, table, 1, TestContext.Current.CancellationToken).Value.Sample(2000, threads: 1);
        Assert.InRange(MarginalDistance.MeanL1(table, made, 1, 1), 0, 0.1);
        Assert.Throws<ArgumentException>(() => planned.Over(new DiscreteDomain([new DiscreteColumn("a", 3, isOrdered: false)])));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        DiscreteDomain domain = Tables.Chain(1, 1, 2, 3).Domain;
        SyntheticOptions[] wrong =
        [
            new() { RowsPerPerson = 0 }, new() { Rounds = 0 }, new() { MaxModelCells = 0 }, new() { ColumnsPerMille = 0 }, new() { ChoicePerMille = 901 },
            new() { Shrinkage = 0 }, new() { Shrinkage = double.NaN }, new() { CoarseBelow = double.NaN }, new() { Method = 0 }, new() { OrderedBins = 0 }, new() { FinalPasses = 0 },
        ];
        Assert.All(wrong, options => Assert.Throws<ArgumentException>(() => new SyntheticPlan("synthetic", domain, Rho.Parse("0.01"), options)));
    }

    [Fact]
    public void A_domain_with_repeated_names_or_zeros_of_no_cell_is_refused()
    {
        DiscreteColumn column = new("a", 2, isOrdered: false);
        Assert.Throws<ArgumentException>(() => new DiscreteDomain([column, column]));
        Assert.Throws<ArgumentException>(() => new DiscreteDomain([]));
        Assert.Throws<ArgumentException>(() => new DiscreteDomain([column, new DiscreteColumn("b", 2, isOrdered: false)], [new StructuralZero(0, 0, 1, 2)]));
        Assert.Throws<ArgumentException>(() => new DiscreteDomain([column], [new StructuralZero(0, 0, 0, 1)]));
        Assert.Throws<ArgumentException>(() => new DiscreteTable(new DiscreteDomain([column]), [[0, 2]]));
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        DiscreteTable table = Tables.Chain(1000, 7, 3, 4, 5);
        SyntheticPlan plan = new("synthetic", table.Domain, Rho.Parse("0.01"), new SyntheticOptions());
        using SeededEntropy entropy = new(1);
        using BudgetGrant grant = Room.Open(plan.Mechanism, entropy);
        Assert.Throws<OperationCanceledException>(() => plan.Learn(grant, table, 1, new CancellationToken(canceled: true)));
    }
}
