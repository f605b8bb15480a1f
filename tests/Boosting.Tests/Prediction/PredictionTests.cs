using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Prediction;

public sealed class PredictionTests
{
    private static readonly LabelledRows s_rows = GeneratedRows.Mixed(500, seed: 61);
    private static readonly BoosterOptions s_options = new() { NumIterations = 40, LearningRate = 0.3 };
    private static readonly Booster s_booster = Booster.Train(s_rows.ToTrainingData(s_options), null, s_options);

    [Fact]
    public void Scores_of_consecutive_iterations_add_up()
    {
        double[] whole = Raw(new PredictionOptions { PredictRawScore = true });
        double[] first = Raw(new PredictionOptions { PredictRawScore = true, NumIterationPredict = 15 });
        double[] rest = Raw(new PredictionOptions { PredictRawScore = true, StartIterationPredict = 15 });
        Assert.All(whole.Zip(first.Zip(rest)), pair => Assert.Equal(pair.First, pair.Second.First + pair.Second.Second, 1e-12));
        Assert.Equal(whole, Raw(new PredictionOptions { PredictRawScore = true, NumIterationPredict = 4_000 }));
        Assert.All(Raw(new PredictionOptions { PredictRawScore = true, StartIterationPredict = 40 }), score => Assert.Equal(0, score));
    }

    [Fact]
    public void A_prediction_that_ends_early_is_on_the_same_side()
    {
        double[] whole = Raw(new PredictionOptions { PredictRawScore = true });
        double[] early = Raw(new PredictionOptions { PredictRawScore = true, PredEarlyStop = true, PredEarlyStopFreq = 5, PredEarlyStopMargin = 1.5 });
        int changed = whole.Zip(early).Count(pair => pair.First != pair.Second);
        Assert.InRange(changed, 50, 499);
        Assert.All(whole.Zip(early).Where(pair => pair.First != pair.Second), pair => Assert.True(2 * Math.Abs(pair.Second) > 1.5));
        Assert.Equal(whole, Raw(new PredictionOptions { PredictRawScore = true, PredEarlyStop = true, PredEarlyStopMargin = 1e9 }));
    }

    [Fact]
    public void Leaves_lead_to_the_score()
    {
        int[] leaves = new int[500 * 40];
        s_booster.PredictLeaves(s_rows.Features, leaves, threads: 2);
        double[] raw = Raw(PredictionOptions.Raw);
        for (int row = 0; row < raw.Length; row++)
        {
            double sum = Enumerable.Range(0, 40).Sum(tree => s_booster.Model.Trees[tree].LeafValue[leaves[(row * 40) + tree]]);
            Assert.Equal(raw[row], sum, 1e-12);
        }
    }

    [Fact]
    public void Going_on_from_a_model_keeps_its_trees_and_improves_on_it()
    {
        RowInformation rows = new() { Labels = s_rows.Labels, InitialModel = s_booster };
        TrainingData data = TrainingData.Create(s_rows.Features, rows, s_options);
        Booster more = Booster.Train(data, null, s_options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(80, more.TreeCount);
        Assert.Equal(s_booster.Model.Trees, more.Model.Trees.Take(40));
        double[] before = new double[500];
        double[] after = new double[500];
        s_booster.Predict(s_rows.Features, before);
        more.Predict(s_rows.Features, after);
        Assert.True(BinaryMetrics.LogLoss(after, s_rows.Labels) < BinaryMetrics.LogLoss(before, s_rows.Labels));
    }

    [Fact]
    public void A_model_of_other_features_or_classes_is_not_gone_on_from()
    {
        FeatureTable other = new(FeatureColumn.Numeric("x", s_rows.Labels));
        Assert.Equal(TrainingDataFault.InitialModelDiffers, Fault(other, s_options));
        Assert.Equal(TrainingDataFault.InitialModelDiffers, Fault(s_rows.Features, s_options with { Objective = Objective.Multiclass, NumClass = 2 }));
    }

    [Fact]
    public void Refitting_with_all_of_the_old_changes_nothing_and_with_none_of_it_fits_new_labels()
    {
        RowInformation same = new() { Labels = s_rows.Labels };
        RowInformation opposite = new() { Labels = s_rows.Labels.Select(label => 1 - label).ToArray() };
        Assert.Equal(s_booster.Model.Trees.Select(tree => tree.LeafValue), s_booster.Refit(s_rows.Features, same, s_options with { RefitDecayRate = 1 }).Model.Trees.Select(tree => tree.LeafValue));
        double[] predicted = new double[500];
        s_booster.Refit(s_rows.Features, opposite, s_options with { RefitDecayRate = 0 }).Predict(s_rows.Features, predicted);
        Assert.True(BinaryMetrics.Auc(predicted, opposite.Labels.Span) > 0.8);
        Assert.Throws<ArgumentException>(() => s_booster.Refit(s_rows.Features, same, s_options with { Objective = Objective.Regression }));
    }

    [Fact]
    public void Room_and_columns_must_be_the_models()
    {
        Assert.Throws<ArgumentException>(() => s_booster.Predict(s_rows.Features, new double[3]));
        Assert.Throws<ArgumentException>(() => s_booster.PredictLeaves(s_rows.Features, new int[500]));
        Assert.Throws<ArgumentException>(() => s_booster.Predict(new double[3], new double[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Raw(new PredictionOptions { PredEarlyStopFreq = 0 }));
        Assert.Throws<ArgumentException>(() => s_booster.PredictContributions(new FeatureTable(FeatureColumn.Numeric("x", new double[1])), new double[2]));
    }

    [Fact]
    public void Predicting_one_row_allocates_nothing()
    {
        double[] row = [.. s_rows.Features.Columns.Select(column => column.ValueAt(3))];
        double[] prediction = new double[1];
        double sum = s_booster.PredictRaw(row) + s_booster.PredictProbability(row);
        s_booster.Predict(row, prediction);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            sum += s_booster.PredictRaw(row) + s_booster.PredictProbability(row);
            s_booster.Predict(row, prediction);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    private static TrainingDataFault Fault(FeatureTable features, BoosterOptions options)
    {
        RowInformation rows = new() { Labels = s_rows.Labels, InitialModel = s_booster };
        return Assert.Throws<TrainingDataException>(() => TrainingData.Create(features, rows, options)).Fault;
    }

    private static double[] Raw(PredictionOptions options)
    {
        double[] scores = new double[s_rows.Features.RowCount];
        s_booster.Predict(s_rows.Features, scores, options);
        return scores;
    }
}
