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
