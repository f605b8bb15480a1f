using EnclaveCleanRoom.Boosting.Trees;
using FsCheck;
using FsCheck.Fluent;

namespace EnclaveCleanRoom.Boosting.Tests.Properties;

public sealed class NaiveTrainerTests
{
    private static readonly Gen<NaiveCase> s_cases =
        from rows in Gen.Choose(6, 50)
        from features in Gen.Choose(1, 4)
        from cells in Gen.Choose(-4, 5).ArrayOf(rows * features)
        from labels in Gen.Choose(0, 12).ArrayOf(rows)
        from leaves in Gen.Choose(2, 9)
        from minData in Gen.Choose(1, 6)
        from l2 in Gen.Elements(0.0, 0.5, 4)
        from minGain in Gen.Elements(0.0, 1)
        select new NaiveCase(
            [.. cells.Chunk(rows).Select((column, feature) => column.Select(cell => cell == 5 && feature % 2 == 0 ? double.NaN : cell).ToArray())],
            [.. labels.Select(label => (double)label)],
            leaves,
            minData,
            l2,
            minGain);

    [Fact]
    public void Every_split_gain_and_leaf_is_that_of_a_naive_trainer() => Prop.ForAll(s_cases.ToArbitrary(), problem =>
    {
        Tree tree = TreeOf(problem);
        string? fault = NaiveTrainer.Fault(problem, tree);
        return (fault is null).Label(fault ?? "");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20_261_122, 1));

    [Fact]
    public void The_naive_trainer_notices_another_split_another_gain_and_another_leaf()
    {
        TestRandom random = new(17);
        double[] values = [.. Enumerable.Range(0, 40).Select(row => (double)(row % 10))];
        double[] labels = [.. values.Select(value => Math.Floor(value * value / 9) + random.Next(3))];
        NaiveCase problem = new([values], labels, Leaves: 4, MinData: 2, L2: 0, MinGain: 0);
        Tree tree = TreeOf(problem);
        Assert.Null(NaiveTrainer.Fault(problem, tree));
        Assert.NotNull(NaiveTrainer.Fault(problem, tree with { SplitGain = [.. tree.SplitGain.Select(gain => gain * 1.01)] }));
        Assert.NotNull(NaiveTrainer.Fault(problem, tree with { LeafValue = [.. tree.LeafValue.Select(value => value + 0.01)] }));
        Assert.NotNull(NaiveTrainer.Fault(problem, tree with { Threshold = [.. tree.Threshold.Select(threshold => threshold - 2)] }));
        Assert.NotNull(NaiveTrainer.Fault(problem with { Leaves = 9 }, tree));
    }

    private static Tree TreeOf(NaiveCase problem)
    {
        BoosterOptions options = problem.Options;
        TrainingData data = TrainingData.Create(problem.Features, problem.Labels, default, options);
        return Trained.On(data, options).Model.Trees[0];
    }
}
