using EnclaveCleanRoom.Boosting.Compiled;
using EnclaveCleanRoom.Boosting.Tests.Vectors;
using EnclaveCleanRoom.Boosting.Training;
using EnclaveCleanRoom.Boosting.Trees;

namespace EnclaveCleanRoom.Boosting.Tests.Prediction;

/// <summary>Both ways of passing many rows through a tree, against walking down the tree row by row.</summary>
public sealed class CompiledTreesTests
{
    private const int RowCount = 3_000;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(31, 0)]
    [InlineData(64, 0)]
    [InlineData(65, 0)]
    [InlineData(256, 0)]
    [InlineData(31, 2)]
    public void Asking_by_features_and_walking_down_lead_to_the_same_leaves_whatever_the_values(int leaves, int zeroAsMissing)
    {
        Tree[] trees = Trees(leaves, zeroAsMissing);
        using Team team = new(1);
        IReadOnlyList<FeatureCoder> coders = CompiledTrees.From(trees, team)!.Coders;
        Dictionary<int, int> laneOf = coders.Index().ToDictionary(pair => pair.Item.Feature, pair => pair.Index);
        double[][] rows = StrangeRows(leaves);
        ushort[] codes = new ushort[coders.Count * rows.Length];
        for (int lane = 0; lane < coders.Count; lane++)
        {
            coders[lane].Code([.. rows.Select(row => row[coders[lane].Feature])], codes.AsSpan(lane * rows.Length, rows.Length));
        }

        foreach (Tree tree in trees)
        {
            Assert.InRange(tree.LeafValue.Length, 2, leaves);
            double[] expected = [.. rows[100..].Select(row => tree.LeafValue[tree.LeafOf(row)])];
            double[] masked = new double[expected.Length];
            double[] walked = new double[expected.Length];
            new MaskedTree(tree, coders, laneOf).Add(codes, rows.Length, 100, masked);
            new CompiledTree(tree, coders, laneOf).Add(codes, rows.Length, 100, walked);
            Assert.Equal(expected, masked);
            Assert.Equal(expected, walked);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_tree_that_asks_for_one_feature_is_a_table_by_its_code_and_another_is_not(int zeroAsMissing)
    {
        using Team team = new(1);
        FeatureTable strange = GeneratedRows.Mixed(RowCount, seed: 8).Features;
        LabelledRows rows = GeneratedRows.Mixed(RowCount, seed: 9);
        BoosterOptions options = new() { NumLeaves = 90, NumIterations = 3, MinDataInLeaf = 1, MinDataPerGroup = 1, CatSmooth = 1, ZeroAsMissing = zeroAsMissing > 0 };
        int tables = 0;
        for (int column = 0; column < rows.Features.Columns.Count; column++)
        {
            LabelledRows one = rows with { Features = new FeatureTable(rows.Features.Columns[column]) };
            foreach (Tree tree in Trained.On(one.ToTrainingData(options), options).Model.Trees.Where(tree => tree.SplitFeature.Length > 0))
            {
                double[] values = [.. Enumerable.Range(0, RowCount).Select(strange.Columns[column].ValueAt), double.NaN, 0, -0.0, 1e-36, 1e300, double.PositiveInfinity, double.NegativeInfinity];
                IReadOnlyList<FeatureCoder> coders = CompiledTrees.From([tree], team)!.Coders;
                ushort[] codes = new ushort[values.Length];
                Assert.Single(coders).Code(values, codes);
                double[] scores = new double[values.Length - 7];
                CurveTree? curve = CurveTree.From(tree, coders, new Dictionary<int, int> { [0] = 0 });
                Assert.Equal(coders[0].CodeCount > 1024, curve is null);
                curve?.Add(codes, values.Length, 7, scores);
                Assert.True(curve is null || scores.SequenceEqual(values[7..].Select(value => tree.LeafValue[tree.LeafOf([value])])));
                tables += curve is null ? 0 : 1;
            }
        }

        Assert.InRange(tables, 6, int.MaxValue);
        Tree several = Trees(31, 0)[0];
        IReadOnlyList<FeatureCoder> all = CompiledTrees.From([several], team)!.Coders;
        Assert.InRange(all.Count, 2, int.MaxValue);
        Assert.Null(CurveTree.From(several, all, all.Index().ToDictionary(pair => pair.Item.Feature, pair => pair.Index)));
    }

    [Fact]
    public void Trees_are_compiled_once_at_the_first_batch_that_is_worth_it_and_then_serve_all()
    {
        using Team team = new(1);
        KeptTrees kept = new(Trees(31, 0));
        Assert.Null(kept.For(999, team));
        CompiledTrees? compiled = kept.For(1_000, team);
        Assert.NotNull(compiled);
        Assert.Same(compiled, kept.For(1, team));
    }

    [Fact]
    public void Trees_of_more_leaves_than_a_set_holds_are_walked_down_and_chains_are_not()
    {
        Assert.True(WalkCost.Prefers(Trees(400, 0)[0]));
        Tree chain = Trees(31, 0)[0] with
        {
            SplitFeature = new int[30],
            LeftChild = [.. Enumerable.Range(0, 30).Select(node => ~node)],
            RightChild = [.. Enumerable.Range(1, 29), ~30],
            LeafValue = new double[31],
            LeafCount = [.. Enumerable.Repeat(10L, 31)],
        };
        Assert.False(WalkCost.Prefers(chain));
        Assert.False(WalkCost.Prefers(chain with { LeafCount = new long[31] }));
        Assert.True(WalkCost.Prefers(chain with { SplitFeature = [.. Enumerable.Range(0, 30)], LeafCount = [10_000, .. Enumerable.Repeat(0L, 30)] }));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(400)]
    public void A_batch_is_predicted_bit_by_bit_as_row_by_row_at_any_number_of_threads(int leaves)
    {
        LabelledRows rows = GeneratedRows.Mixed(RowCount, seed: leaves);
        BoosterOptions options = new() { NumLeaves = leaves, NumIterations = 5, MinDataInLeaf = 2, MinDataPerGroup = 2, CatSmooth = 1 };
        Booster booster = Trained.On(rows.ToTrainingData(options), options);
        double[] scores = new double[RowCount];
        foreach (int threads in (int[])[1, 3])
        {
            booster.PredictRaw(rows.Features, scores, threads);
            for (int row = 0; row < RowCount; row++)
            {
                double[] values = [.. rows.Features.Columns.Select(column => column.ValueAt(row))];
                Assert.Equal(booster.PredictRaw(values), scores[row]);
            }
        }
    }

    private static Tree[] Trees(int leaves, int zeroAsMissing)
    {
        LabelledRows rows = GeneratedRows.Mixed(RowCount, seed: leaves);
        BoosterOptions options = new() { NumLeaves = leaves, NumIterations = 3, MinDataInLeaf = 1, MinDataPerGroup = 1, CatSmooth = 1, ZeroAsMissing = zeroAsMissing > 0 };
        return [.. Trained.On(rows.ToTrainingData(options), options).Model.Trees];
    }

    /// <summary>Generated rows, some of whose values no training row has.</summary>
    private static double[][] StrangeRows(int seed)
    {
        double[] strange = [double.NaN, 0, -0.0, 1e-36, -1, -0.5, 3.7, 899, 5_000, 70_000, 1e300, double.PositiveInfinity, double.NegativeInfinity];
        TestRandom random = new(seed + 1);
        FeatureTable features = GeneratedRows.Mixed(RowCount, seed + 1).Features;
        return
        [
            .. Enumerable.Range(0, RowCount).Select(row => features.Columns
                .Select(column => random.Next(4) == 0 ? strange[random.Next(strange.Length)] : column.ValueAt(row)).ToArray()),
        ];
    }
}
