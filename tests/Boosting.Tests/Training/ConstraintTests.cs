using System.Globalization;
using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

/// <summary>What options promise of every tree, checked on every tree.</summary>
public sealed class ConstraintTests
{
    private const int Features = 8;

    private static LabelledRows Rows => GeneratedRows.Mixed(2_000, seed: 91);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Predictions_follow_a_constrained_feature_in_one_direction(int direction)
    {
        LabelledRows rows = Rows;
        int[] directions = new int[Features];
        directions[0] = direction;
        BoosterOptions options = new() { MonotoneConstraints = [.. directions], NumIterations = 30, MinDataInLeaf = 5, NumThreads = 2 };
        Booster booster = Trained.On(rows.ToTrainingData(options), options);
        for (int row = 0; row < 50; row++)
        {
            double[] values = [.. rows.Features.Columns.Select(column => column.ValueAt(row))];
            double last = direction * double.MinValue;
            for (double value = -10; value <= 10; value += 0.25)
            {
                values[0] = value;
                double score = booster.PredictRaw(values);
                Assert.True(direction * (score - last) >= -1e-12, $"row {row} at {value}");
                last = score;
            }
        }

        Assert.Contains($"monotone_constraints={direction} 0 0 0 0 0 0 0\n", booster.ToModelText(), StringComparison.Ordinal);
        Assert.NotEqual(0, booster.GetFeatureImportance()[0].Splits + (direction < 0 ? 1 : 0));
    }

    [Fact]
    public void A_penalty_keeps_constrained_features_off_the_root()
    {
        BoosterOptions options = new() { MonotoneConstraints = [1, 1, 1, 1, 0, 0, 0, 0], MonotonePenalty = 1, NumIterations = 10 };
        string text = Trained.On(Rows.ToTrainingData(options), options).ToModelText();
        Assert.All(Field(text, "split_feature"), features => Assert.InRange(features[0], 4, 7));
    }

    [Fact]
    public void No_leaf_steps_further_than_it_may()
    {
        BoosterOptions options = new() { MaxDeltaStep = 0.2, NumIterations = 10, LearningRate = 0.5, BoostFromAverage = false, MinDataInLeaf = 1 };
        string text = Trained.On(Rows.ToTrainingData(options), options).ToModelText();
        double[][] leaves = Field(text, "leaf_value");
        Assert.All(leaves, values => Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, 0.1 + 1e-12)));
        Assert.Contains(leaves, values => values.Any(value => Math.Abs(value) > 0.0999));
    }

    [Fact]
    public void Features_that_must_not_meet_share_no_path()
    {
        BoosterOptions options = new() { InteractionConstraints = [[0, 1], [2, 3], [4, 5]], NumIterations = 20, MinDataInLeaf = 5 };
        Booster booster = Trained.On(Rows.ToTrainingData(options), options);
        HashSet<string> allowed = [.. new int[][] { [0, 1], [2, 3], [4, 5] }.SelectMany(set => set.SelectMany(a => set.Select(b => $"{a} {b}")))];
        foreach (Boosting.Trees.Tree tree in booster.Model.Trees)
        {
            Assert.All(Pairs(tree, 0, []), pair => Assert.Contains(pair, allowed));
        }
    }

    [Fact]
    public void Smoothing_draws_small_leaves_to_their_parents()
    {
        BoosterOptions plain = new() { NumIterations = 1, MinDataInLeaf = 2, NumLeaves = 60, BoostFromAverage = false };
        double Spread(BoosterOptions options) => Field(Trained.On(Rows.ToTrainingData(options), options).ToModelText(), "leaf_value")[0].Select(Math.Abs).Max();
        Assert.InRange(Spread(plain with { PathSmooth = 1_000 }), 1e-6, 0.95 * Spread(plain));
    }

    [Fact]
    public void Goss_grows_its_later_trees_on_the_share_of_rows_it_keeps()
    {
        BoosterOptions options = new() { DataSampleStrategy = SamplingStrategy.Goss, TopRate = 0.1, OtherRate = 0.2, NumIterations = 15, NumThreads = 2 };
        double[][] counts = Field(Trained.On(Rows.ToTrainingData(options), options).ToModelText(), "internal_count");
        Assert.All(counts[..10], count => Assert.Equal(2_000, count[0]));
        Assert.All(counts[10..], count => Assert.InRange(count[0], 590, 610));
    }

    [Fact]
    public void Bags_hold_the_shares_of_each_class_that_are_asked_for()
    {
        BoosterOptions options = new() { PosBaggingFraction = 1, NegBaggingFraction = 0.25, BaggingFreq = 1, NumIterations = 3 };
        LabelledRows rows = Rows;
        double expected = rows.Labels.Sum() + (0.25 * (rows.Labels.Length - rows.Labels.Sum()));
        double[][] counts = Field(Trained.On(rows.ToTrainingData(options), options).ToModelText(), "internal_count");
        Assert.All(counts, count => Assert.Equal(expected, count[0], 100.0));
    }

    [Fact]
    public void Options_that_draw_at_random_train_the_same_model_at_any_number_of_threads()
    {
        LabelledRows rows = GeneratedRows.Mixed(20_000, seed: 92);
        BoosterOptions options = new()
        {
            NumIterations = 14,
            ExtraTrees = true,
            FeatureFraction = 0.8,
            FeatureFractionBynode = 0.6,
            DataSampleStrategy = SamplingStrategy.Goss,
            MonotoneConstraints = [1, 0, 0, 0, 0, 0, 0, 0],
            InteractionConstraints = [[0, 1, 2, 4], [1, 3, 5]],
            PathSmooth = 2,
        };
        string one = Trained.On(rows.ToTrainingData(options), options).ToModelText();
        foreach (int threads in (int[])[2, 8])
        {
            BoosterOptions more = options with { NumThreads = threads };
            Assert.Equal(one, Trained.On(rows.ToTrainingData(more), more).ToModelText());
        }
    }

    [Theory]
    [InlineData("monotone_constraints=1")]
    [InlineData("monotone_constraints=0,0,0,0,1,0,0,0")]
    [InlineData("interaction_constraints=[0,8]")]
    public void A_constraint_that_fits_no_feature_is_refused(string text)
    {
        Assert.True(BoosterOptions.TryParse(text, out BoosterOptions? options, out _));
        TrainingDataException refused = Assert.Throws<TrainingDataException>(() => Trained.On(Rows.ToTrainingData(options), options));
        Assert.Equal(TrainingDataFault.ConstraintNotAllowed, refused.Fault);
    }

    private static IEnumerable<string> Pairs(Boosting.Trees.Tree tree, int node, int[] above)
    {
        if (node < 0)
        {
            return [];
        }

        int feature = tree.SplitFeature[node];
        return above.Select(other => $"{feature} {other}")
            .Concat(Pairs(tree, tree.LeftChild[node], [.. above, feature]))
            .Concat(Pairs(tree, tree.RightChild[node], [.. above, feature]));
    }

    private static double[][] Field(string text, string name) =>
        [.. text.Split('\n').Where(line => line.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(line => line.Split('=')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray())];
}
