using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

public sealed class TrainingTests
{
    private static readonly BoosterOptions s_options = new() { NumIterations = 20, NumLeaves = 15 };

    [Fact]
    public void A_model_ranks_rows_it_has_not_seen()
    {
        LabelledRows test = GeneratedRows.Mixed(2_000, seed: 11);
        Booster booster = Train(GeneratedRows.Mixed(4_000, seed: 10), s_options);
        double auc = BinaryMetrics.Auc(Predict(booster, test), test.Labels);
        Assert.InRange(auc, 0.80, 0.95);
    }

    [Fact]
    public void Cross_entropy_of_labels_zero_and_one_grows_the_binary_trees()
    {
        LabelledRows rows = GeneratedRows.Mixed(1_000, seed: 12);
        Booster binary = Train(rows, s_options);
        Booster crossEntropy = Train(rows, s_options with { Objective = Objective.CrossEntropy });
        Assert.Equal(Predict(binary, rows), Predict(crossEntropy, rows));
    }

    [Fact]
    public void Regression_learns_a_smooth_function()
    {
        double[] x = [.. Enumerable.Range(0, 2_000).Select(i => i / 200.0)];
        double[] y = [.. x.Select(value => 5 + Math.Sin(value))];
        BoosterOptions options = s_options with { Objective = Objective.Regression, NumIterations = 100 };
        FeatureTable features = new(FeatureColumn.Numeric("x", x));
        Booster booster = Trained.On(TrainingData.Create(features, y, default, options), options);
        double[] predicted = new double[x.Length];
        booster.PredictRaw(features, predicted);
        Assert.InRange(RegressionMetrics.MeanSquaredError(predicted, y), 0, 1e-3);
        Assert.False(booster.PredictsProbability);
        Assert.Throws<InvalidOperationException>(() => booster.PredictProbability(features, predicted));
    }

    [Fact]
    public void A_row_of_weight_two_counts_as_two_rows()
    {
        LabelledRows rows = GeneratedRows.Mixed(600, seed: 13);
        int[] twice = [.. Enumerable.Range(0, 600).SelectMany(row => row % 3 == 0 ? new[] { row, row } : [row])];
        double[] weights = [.. Enumerable.Range(0, 600).Select(row => row % 3 == 0 ? 2.0 : 1.0)];
        FeatureTable once = new(rows.Features.Columns.Take(3).ToArray());
        FeatureTable repeated = new(once.Columns.Select(column => FeatureColumn.Numeric(column.Name, twice.Select(row => column.Numbers.Span[row]).ToArray())).ToArray());
        BoosterOptions options = s_options with { NumIterations = 1, MinDataInLeaf = 1, MinSumHessianInLeaf = 20, MaxBin = 1000, MinDataInBin = 1, NumLeaves = 6 };
        Booster weighted = Trained.On(TrainingData.Create(once, rows.Labels, weights, options), options);
        Booster duplicated = Trained.On(TrainingData.Create(repeated, twice.Select(row => rows.Labels[row]).ToArray(), default, options), options);
        double[] a = Predict(weighted, rows with { Features = once });
        double[] b = Predict(duplicated, rows with { Features = once });
        Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Positive_weight_raises_predictions()
    {
        LabelledRows rows = GeneratedRows.Mixed(1_000, seed: 14);
        double plain = Predict(Train(rows, s_options), rows).Average();
        double raised = Predict(Train(rows, s_options with { ScalePosWeight = 3 }), rows).Average();
        Assert.True(raised > plain + 0.03, $"{raised} against {plain}");
    }

    [Fact]
    public void Without_trees_the_score_is_zero() => Assert.Equal(0.5, Predict(Train(GeneratedRows.Mixed(100, seed: 15), s_options with { NumIterations = 0 }), GeneratedRows.Mixed(1, seed: 1))[0]);

    [Fact]
    public void Features_that_tell_nothing_leave_the_average()
    {
        double[] labels = [.. Enumerable.Range(0, 100).Select(row => row % 4 == 0 ? 1.0 : 0.0)];
        FeatureTable features = new(FeatureColumn.Numeric("constant", new double[100]), FeatureColumn.Categorical("one", new int[100]));
        Booster booster = Trained.On(TrainingData.Create(features, labels, default, s_options), s_options);
        Assert.Equal(1, booster.TreeCount);
        Assert.Equal(0.25, booster.PredictProbability([0, 0]), 1e-12);
        Assert.True(Booster.TryParse(booster.ToModelText(), out _, out _));
    }

    [Fact]
    public void Trees_keep_to_the_largest_depth_and_number_of_leaves()
    {
        LabelledRows rows = GeneratedRows.Mixed(2_000, seed: 16);
        string text = Train(rows, s_options with { MaxDepth = 2, NumLeaves = 31 }).ToModelText();
        Assert.DoesNotContain("num_leaves=5", text, StringComparison.Ordinal);
        Assert.Contains("num_leaves=4", text, StringComparison.Ordinal);
        Assert.DoesNotContain("num_leaves=16", Train(rows, s_options).ToModelText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Regularisation_shrinks_outputs()
    {
        LabelledRows rows = GeneratedRows.Mixed(1_000, seed: 17);
        double plain = Spread(Predict(Train(rows, s_options), rows));
        Assert.True(Spread(Predict(Train(rows, s_options with { LambdaL2 = 100 }), rows)) < plain);
        Assert.True(Spread(Predict(Train(rows, s_options with { LambdaL1 = 10 }), rows)) < plain);
        Assert.True(Spread(Predict(Train(rows, s_options with { MinGainToSplit = 20 }), rows)) < plain);
    }

    [Fact]
    public void A_trained_model_survives_its_text_with_the_same_bytes_and_predictions()
    {
        LabelledRows rows = GeneratedRows.Mixed(1_500, seed: 18);
        Booster booster = Train(rows, s_options);
        string text = booster.ToModelText();
        Assert.True(Booster.TryParse(text, out Booster? read, out ModelFailure failure), failure.ToString());
        Assert.Equal(text, read.ToModelText());
        Assert.Equal(Predict(booster, rows), Predict(read, rows));
    }

    [Fact]
    public void Importance_counts_splits_and_sums_gains()
    {
        IReadOnlyList<FeatureImportance> importance = Train(GeneratedRows.Mixed(2_000, seed: 19), s_options).GetFeatureImportance();
        Assert.Equal("smooth", importance.MaxBy(entry => entry.Gain)!.Feature);
        Assert.Equal(20 * 14, importance.Sum(entry => entry.Splits));
        Assert.Equal((0, 0.0), (importance[^1].Splits, importance[^1].Gain));
    }

    [Fact]
    public void Rows_and_batches_are_predicted_alike_at_any_number_of_threads()
    {
        LabelledRows rows = GeneratedRows.Mixed(1_000, seed: 20);
        Booster booster = Train(rows, s_options);
        double[] one = Predict(booster, rows);
        double[] three = new double[1_000];
        booster.PredictProbability(rows.Features, three, threads: 3);
        Assert.Equal(one, three);
        double[] row = [.. rows.Features.Columns.Select(column => column.ValueAt(7))];
        Assert.Equal(one[7], booster.PredictProbability(row));
    }

    private static Booster Train(LabelledRows rows, BoosterOptions options) => Trained.On(rows.ToTrainingData(options), options);

    private static double[] Predict(Booster booster, LabelledRows rows)
    {
        double[] predicted = new double[rows.Features.RowCount];
        booster.PredictProbability(rows.Features, predicted);
        return predicted;
    }

    private static double Spread(double[] values) => values.Max() - values.Min();
}
