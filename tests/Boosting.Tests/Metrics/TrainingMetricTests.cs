using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Metrics;

/// <summary>Each metric by its name: what a training reports is what the function of that name says of the model's predictions, and stops the training.</summary>
public sealed class TrainingMetricTests
{
    private const int Rows = 500;

    private static readonly int[] s_groups = [.. Enumerable.Range(0, Rows).Select(row => row * 7 % 60)];

    [Theory]
    [InlineData("auc", Metric.Auc)]
    [InlineData("average_precision", Metric.AveragePrecision)]
    [InlineData("binary_logloss", Metric.BinaryLogLoss)]
    [InlineData("binary_error", Metric.BinaryError)]
    [InlineData("xentropy", Metric.CrossEntropy)]
    [InlineData("kldiv", Metric.KullbackLeibler)]
    [InlineData("normalised_entropy", Metric.NormalisedEntropy)]
    [InlineData("normalized_entropy", Metric.NormalisedEntropy)]
    [InlineData("gauc", Metric.GroupAuc)]
    [InlineData("group_auc", Metric.GroupAuc)]
    [InlineData("calibration", Metric.Calibration)]
    [InlineData("calibration_error", Metric.CalibrationError)]
    public void A_metric_of_clicks_is_reported_by_its_name_and_stops_the_training(string name, Metric metric)
    {
        List<double> reported = [];
        Booster booster = Train($"objective=binary metric={name}", labels => labels, reported);
        double[] predicted = Predicted(booster);
        double[] labels = Validation.Labels;
        double expected = metric switch
        {
            Metric.Auc => BinaryMetrics.Auc(predicted, labels),
            Metric.AveragePrecision => BinaryMetrics.AveragePrecision(predicted, labels),
            Metric.BinaryLogLoss or Metric.CrossEntropy => BinaryMetrics.LogLoss(predicted, labels),
            Metric.BinaryError => BinaryMetrics.ErrorRate(predicted, labels),
            Metric.KullbackLeibler => BinaryMetrics.KullbackLeibler(predicted, labels),
            Metric.NormalisedEntropy => BinaryMetrics.NormalisedEntropy(predicted, labels),
            Metric.GroupAuc => BinaryMetrics.GroupAuc(predicted, labels, s_groups),
            Metric.Calibration => BinaryMetrics.Calibration(predicted, labels),
            _ => Math.Abs(Math.Log(BinaryMetrics.Calibration(predicted, labels))),
        };
        AssertStoppedAt(metric, expected, reported, booster);
    }

    [Theory]
    [InlineData("l1", Metric.L1)]
    [InlineData("l2", Metric.L2)]
    [InlineData("rmse", Metric.Rmse)]
    public void A_metric_of_numbers_is_reported_by_its_name_and_stops_the_training(string name, Metric metric)
    {
        List<double> reported = [];
        Booster booster = Train($"objective=regression metric={name}", Shifted, reported);
        double[] predicted = Predicted(booster);
        double[] labels = Shifted(Validation.Labels);
        double expected = metric switch
        {
            Metric.L1 => RegressionMetrics.MeanAbsoluteError(predicted, labels),
            Metric.L2 => RegressionMetrics.MeanSquaredError(predicted, labels),
            _ => RegressionMetrics.RootMeanSquaredError(predicted, labels),
        };
        AssertStoppedAt(metric, expected, reported, booster);
    }

    [Theory]
    [InlineData("multi_logloss", Metric.MultiLogLoss)]
    [InlineData("multi_error", Metric.MultiError)]
    [InlineData("auc_mu", Metric.AucMu)]
    public void A_metric_of_classes_is_reported_by_its_name_and_stops_the_training(string name, Metric metric)
    {
        List<double> reported = [];
        Booster booster = Train($"objective=multiclass num_class=3 metric={name}", Classes, reported);
        double[] predicted = Predicted(booster);
        int[] labels = [.. Classes(Validation.Labels).Select(label => (int)label)];
        double[] raw = new double[predicted.Length];
        booster.Predict(Validation.Features, raw, new PredictionOptions { PredictRawScore = true });
        double expected = metric switch
        {
            Metric.MultiLogLoss => MulticlassMetrics.LogLoss(predicted, labels),
            Metric.MultiError => MulticlassMetrics.ErrorRate(predicted, labels),
            _ => MulticlassMetrics.AucMu(raw, labels),
        };
        AssertStoppedAt(metric, expected, reported, booster);
    }

    [Fact]
    public void Nearer_to_one_is_better_calibrated_from_either_side()
    {
        Boosting.Training.EarlyStopping stopping = new(new BoosterOptions { EarlyStoppingRound = 2, Metrics = [Metric.Calibration] });
        double[] values = [0.4, 2.1, 1.3, 0.8, 0.7, 1.4];
        int?[] stops = [.. values.Select((value, i) => stopping.Report([new(1, Metric.Calibration, value)], i + 1))];
        Assert.Equal([null, null, null, null, null, 4], stops);
    }

    [Fact]
    public void Groups_of_one_class_only_are_refused_as_no_groups()
    {
        int[] alone = [.. Enumerable.Range(0, Rows)];
        Assert.Equal(TrainingDataFault.NoGroups, Fault("metric=gauc", new RowInformation { Labels = Validation.Labels, Groups = alone }));
    }

    [Theory]
    [InlineData("gauc")]
    [InlineData("auc,group_auc")]
    public void A_metric_within_groups_is_refused_without_groups(string metric) =>
        Assert.Equal(TrainingDataFault.NoGroups, Fault($"metric={metric}", new RowInformation { Labels = Validation.Labels }));

    [Theory]
    [InlineData("auc", TrainingDataFault.OneClassOnly)]
    [InlineData("average_precision", TrainingDataFault.OneClassOnly)]
    [InlineData("gauc", TrainingDataFault.OneClassOnly)]
    [InlineData("normalised_entropy", TrainingDataFault.OneClassOnly)]
    [InlineData("calibration", TrainingDataFault.OneClassOnly)]
    [InlineData("calibration_error", TrainingDataFault.OneClassOnly)]
    public void What_is_undefined_without_a_click_is_refused(string metric, TrainingDataFault fault) =>
        Assert.Equal(fault, Fault($"metric={metric}", new RowInformation { Labels = new double[Rows], Groups = s_groups }));

    [Theory]
    [InlineData("auc", TrainingDataFault.NoWeight)]
    [InlineData("gauc", TrainingDataFault.NoWeight)]
    [InlineData("calibration", TrainingDataFault.OneClassOnly)]
    public void Clicks_that_weigh_nothing_are_none(string metric, TrainingDataFault fault)
    {
        double[] weights = [.. Validation.Labels.Select(label => 1 - label)];
        Assert.Equal(fault, Fault($"metric={metric}", new RowInformation { Labels = Validation.Labels, Weights = weights, Groups = s_groups }));
    }

    [Fact]
    public void A_class_without_rows_leaves_the_area_of_pairs_undefined()
    {
        TrainingDataFault fault = Fault("objective=multiclass num_class=3 metric=auc_mu", new RowInformation { Labels = Validation.Labels }, Classes);
        Assert.Equal(TrainingDataFault.NoWeight, fault);
    }

    [Theory]
    [InlineData("auc", 0.5)]
    [InlineData("binary_logloss", 2)]
    [InlineData("calibration", -0.1)]
    [InlineData("poisson", -1)]
    [InlineData("gamma", 0)]
    public void A_label_that_the_metric_does_not_know_is_refused(string metric, double label)
    {
        double[] labels = [.. Validation.Labels];
        labels[17] = label;
        Assert.Equal(TrainingDataFault.LabelOutOfRange, Fault($"objective=regression metric={metric}", new RowInformation { Labels = labels }));
    }

    [Theory]
    [InlineData("objective=binary metric=multi_logloss")]
    [InlineData("objective=multiclass num_class=3 metric=auc")]
    public void A_metric_that_does_not_go_with_the_objective_is_refused(string text)
    {
        Assert.False(BoosterOptions.TryParse(text, out _, out OptionRefusal? refusal));
        Assert.Equal((OptionRefusalReason.Conflict, "metric"), (refusal.Reason, refusal.Name));
    }

    private static LabelledRows Validation => GeneratedRows.Mixed(Rows, seed: 62);

    private static BoosterOptions Options(string text)
    {
        Assert.True(BoosterOptions.TryParse($"num_trees=200 learning_rate=0.4 early_stopping_round=5 min_data_in_leaf=5 {text}", out BoosterOptions? options, out OptionRefusal? refusal), refusal?.ToString());
        return options;
    }

    private static Booster Train(string text, Func<double[], double[]> labelsOf, List<double> reported)
    {
        BoosterOptions options = Options(text);
        LabelledRows rows = GeneratedRows.Mixed(800, seed: 61);
        TrainingData train = TrainingData.Create(rows.Features, labelsOf(rows.Labels), default, options);
        LabelledRows validation = Validation;
        TrainingRun run = new()
        {
            Train = train,
            Options = options,
            Validation = [train.CreateValidation(validation.Features, new RowInformation { Labels = labelsOf(validation.Labels), Groups = s_groups })],
            Progress = new Heard(progress => reported.Add(Assert.Single(progress.Evaluations).Value)),
        };
        return Booster.Train(run, TestContext.Current.CancellationToken);
    }

    private static TrainingDataFault Fault(string text, RowInformation validation, Func<double[], double[]>? labelsOf = null)
    {
        BoosterOptions options = Options(text);
        LabelledRows rows = GeneratedRows.Mixed(300, seed: 63);
        TrainingData train = TrainingData.Create(rows.Features, labelsOf?.Invoke(rows.Labels) ?? rows.Labels, default, options);
        TrainingData measured = train.CreateValidation(Validation.Features, validation);
        return Assert.Throws<TrainingDataException>(() => Trained.On(train, options, measured)).Fault;
    }

    private static void AssertStoppedAt(Metric metric, double expected, List<double> reported, Booster booster)
    {
        double[] worth = [.. reported.Select(value => Boosting.Metrics.MetricFactory.Worth(metric, value))];
        int best = Array.IndexOf(worth, worth.Max()) + 1;
        Assert.Equal(best, booster.IterationCount);
        Assert.Equal(best + 5, reported.Count);
        Assert.Equal(expected, reported[best - 1], 1e-12 * Math.Max(1, Math.Abs(expected)));
    }

    private static double[] Predicted(Booster booster)
    {
        double[] predicted = new double[Rows * booster.OutputCount];
        booster.Predict(Validation.Features, predicted);
        return predicted;
    }

    private static double[] Shifted(double[] labels) => [.. labels.Select((label, row) => (3 * label) + (row % 7))];

    private static double[] Classes(double[] labels) => [.. labels.Select((label, row) => row % 4 == 0 ? 2 : label)];

    private sealed class Heard(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
