using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

public sealed class EarlyStoppingTests
{
    private static readonly BoosterOptions s_options = new() { NumIterations = 300, LearningRate = 0.5, EarlyStoppingRound = 5 };

    [Theory]
    [InlineData(Metric.Auc)]
    [InlineData(Metric.BinaryLogLoss)]
    [InlineData(Metric.NormalisedEntropy)]
    [InlineData(null)]
    public void Training_stops_and_keeps_the_trees_up_to_the_best(Metric? metric)
    {
        BoosterOptions options = s_options with { Metrics = metric is Metric named ? [named] : [] };
        Collected seen = new();
        Booster booster = Train(options, seen);
        double[] measured = [.. seen.Reports.Select(report => report.Evaluations.Single().Value)];
        double best = metric == Metric.Auc ? measured.Max() : measured.Min();
        Assert.Equal(Array.IndexOf(measured, best) + 1, booster.TreeCount);
        Assert.Equal(booster.TreeCount + 5, measured.Length);
    }

    [Fact]
    public void The_metric_reported_is_that_of_the_model_so_far()
    {
        BoosterOptions options = s_options with { Metrics = [Metric.Auc], NumIterations = 3 };
        Collected seen = new();
        Booster booster = Train(options, seen);
        LabelledRows validation = Validation;
        double[] predicted = new double[validation.Features.RowCount];
        booster.PredictRaw(validation.Features, predicted);
        Assert.Equal([1, 2, 3], seen.Reports.Select(report => report.Iteration));
        Assert.Equal(BinaryMetrics.Auc(predicted, validation.Labels), seen.Reports[booster.TreeCount - 1].Evaluations.Single().Value, 1e-12);
    }

    [Fact]
    public void Training_can_be_cancelled_between_trees()
    {
        using CancellationTokenSource cancellation = new();
        LabelledRows rows = GeneratedRows.Mixed(500, seed: 33);
        BoosterOptions options = new();
        TrainingData data = rows.ToTrainingData(options);
        Collected seen = new() { AfterThree = cancellation.Cancel };
        Assert.Throws<OperationCanceledException>(() => Booster.Train(data, null, options, seen, cancellation.Token));
        Assert.Equal(3, seen.Reports.Count);
    }

    private static LabelledRows Validation => GeneratedRows.Mixed(500, seed: 32);

    private static Booster Train(BoosterOptions options, Collected seen)
    {
        TrainingData data = GeneratedRows.Mixed(800, seed: 31).ToTrainingData(options);
        LabelledRows validation = Validation;
        return Trained.On(data, options, data.CreateValidation(validation.Features, validation.Labels, default), seen);
    }

    private sealed class Collected : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public Action? AfterThree { get; init; }

        public void Report(TrainingProgress value)
        {
            Reports.Add(value);
            if (Reports.Count == 3)
            {
                AfterThree?.Invoke();
            }
        }
    }
}
