using EnclaveCleanRoom.Boosting.Tests.Vectors;

namespace EnclaveCleanRoom.Boosting.Tests.Training;

/// <summary>Every objective learns what it is for, and its model survives its file.</summary>
public sealed class ObjectiveTests
{
    private const int Rows = 1_500;

    public static TheoryData<Objective> OfOneOutput =>
    [
        Objective.CrossEntropy, Objective.Regression, Objective.RegressionL1, Objective.Huber, Objective.Fair, Objective.Poisson, Objective.Quantile,
        Objective.Mape, Objective.Gamma, Objective.Tweedie, Objective.Binary,
    ];

    [Theory]
    [MemberData(nameof(OfOneOutput))]
    public void The_loss_falls_far_below_that_of_a_constant(Objective objective)
    {
        BoosterOptions options = new() { Objective = objective, NumIterations = 40, NumLeaves = 8, NumThreads = 2 };
        double[] losses = Losses(options, LabelsFor(objective, GeneratedRows.Mixed(Rows, seed: 71)));
        Assert.True(Excess(losses[^1], objective) < 0.85 * Excess(losses[0], objective), $"{losses[0]} to {losses[^1]}");
    }

    [Theory]
    [InlineData(Objective.Multiclass)]
    [InlineData(Objective.MulticlassOva)]
    public void Several_classes_are_told_apart(Objective objective)
    {
        BoosterOptions options = new() { Objective = objective, NumClass = 3, NumIterations = 30, NumLeaves = 8, NumThreads = 2, Metrics = [Metric.MultiLogLoss, Metric.MultiError, Metric.AucMu] };
        LabelledRows rows = ThreeClasses(seed: 72);
        TrainingData data = rows.ToTrainingData(options);
        Booster booster = Trained.On(data, options);
        Assert.Equal((3, 30, 90), (booster.OutputCount, booster.IterationCount, booster.TreeCount));

        LabelledRows test = ThreeClasses(seed: 73);
        double[] predicted = new double[3 * Rows];
        booster.Predict(test.Features, predicted, threads: 2);
        int[] labels = [.. test.Labels.Select(label => (int)label)];
        Assert.True(MulticlassMetrics.ErrorRate(predicted, labels) < 0.25);
        Assert.True(MulticlassMetrics.LogLoss(predicted, labels) < 0.6);
        Assert.True(MulticlassMetrics.AucMu(predicted, labels) > 0.9);
        if (objective == Objective.Multiclass)
        {
            Assert.All(predicted.Chunk(3), row => Assert.Equal(1, row.Sum(), 1e-12));
        }

        AssertSurvivesItsFile(booster, test.Features);
    }

    [Theory]
    [MemberData(nameof(OfOneOutput))]
    public void A_model_survives_its_file(Objective objective)
    {
        BoosterOptions options = new() { Objective = objective, NumIterations = 5, NumLeaves = 8 };
        LabelledRows rows = LabelsFor(objective, GeneratedRows.Mixed(300, seed: 74));
        AssertSurvivesItsFile(Trained.On(rows.ToTrainingData(options), options), rows.Features);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void As_many_labels_lie_below_a_predicted_quantile_as_it_says(double quantile)
    {
        BoosterOptions options = new() { Objective = Objective.Quantile, Alpha = quantile, NumIterations = 60, NumThreads = 2 };
        LabelledRows rows = LabelsFor(Objective.Regression, GeneratedRows.Mixed(Rows, seed: 75));
        double[] predicted = new double[Rows];
        Trained.On(rows.ToTrainingData(options), options).Predict(rows.Features, predicted);
        double below = predicted.Zip(rows.Labels).Count(pair => pair.Second < pair.First) / (double)Rows;
        Assert.Equal(quantile, below, 0.06);
    }

    [Fact]
    public void Squared_roots_are_squared_again()
    {
        BoosterOptions options = new() { Objective = Objective.Regression, RegSqrt = true, NumIterations = 50, NumThreads = 2 };
        LabelledRows rows = LabelsFor(Objective.Gamma, GeneratedRows.Mixed(Rows, seed: 76));
        double[] predicted = new double[Rows];
        Booster booster = Trained.On(rows.ToTrainingData(options), options);
        booster.Predict(rows.Features, predicted);
        Assert.Contains("objective=regression sqrt\n", booster.ToModelText(), StringComparison.Ordinal);
        Assert.True(RegressionMetrics.RootMeanSquaredError(predicted, rows.Labels) < 0.7 * Deviation(rows.Labels));
    }

    [Fact]
    public void Unbalanced_classes_are_weighted_as_by_hand()
    {
        LabelledRows rows = GeneratedRows.Mixed(600, seed: 77);
        rows = rows with { Labels = [.. rows.Labels.Select(label => 1 - label)] };
        double positives = rows.Labels.Sum();
        double negatives = rows.Labels.Length - positives;
        Assert.True(positives < negatives);
        BoosterOptions balanced = new() { IsUnbalance = true, NumIterations = 5 };
        BoosterOptions byHand = new() { ScalePosWeight = negatives / positives, NumIterations = 5 };
        Assert.Equal(TreesOf(rows, balanced), TreesOf(rows, byHand));
        Assert.NotEqual(TreesOf(rows, balanced), TreesOf(rows, balanced with { IsUnbalance = false }));
    }

    [Fact]
    public void A_custom_objective_trains_the_trees_of_the_same_loss()
    {
        LabelledRows rows = LabelsFor(Objective.Regression, GeneratedRows.Mixed(600, seed: 78));
        BoosterOptions squared = new() { Objective = Objective.Regression, NumIterations = 5, BoostFromAverage = false };
        BoosterOptions custom = squared with { Objective = Objective.Custom };
        TrainingRun run = new()
        {
            Train = rows.ToTrainingData(custom),
            Options = custom,
            CustomObjective = (scores, gradients, hessians) =>
            {
                for (int row = 0; row < scores.Length; row++)
                {
                    gradients[row] = (float)(scores[row] - (float)rows.Labels[row]);
                    hessians[row] = 1;
                }
            },
        };
        string text = Booster.Train(run, TestContext.Current.CancellationToken).ToModelText();
        Assert.DoesNotContain("objective=", text[..text.IndexOf("Tree=0", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(TreesOf(rows, squared), Trees(text));
        Assert.True(Booster.TryParse(text, out Booster? again, out _));
        Assert.Equal(text, again.ToModelText());
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.PositiveInfinity)]
    [InlineData(1, -1)]
    public void A_custom_derivative_that_is_none_is_refused(float gradient, float hessian)
    {
        LabelledRows rows = GeneratedRows.Mixed(100, seed: 79);
        BoosterOptions options = new() { Objective = Objective.Custom };
        TrainingRun run = new()
        {
            Train = rows.ToTrainingData(options),
            Options = options,
            CustomObjective = (_, gradients, hessians) =>
            {
                gradients.Fill(gradient);
                hessians.Fill(hessian);
            },
        };
        TrainingDataException refused = Assert.Throws<TrainingDataException>(() => Booster.Train(run, TestContext.Current.CancellationToken));
        Assert.Equal(TrainingDataFault.DerivativeNotAllowed, refused.Fault);
    }

    [Theory]
    [InlineData(Objective.Multiclass, 3.0)]
    [InlineData(Objective.Multiclass, 0.5)]
    [InlineData(Objective.MulticlassOva, -1.0)]
    [InlineData(Objective.Poisson, -1.0)]
    [InlineData(Objective.Tweedie, -1.0)]
    [InlineData(Objective.Gamma, 0.0)]
    [InlineData(Objective.Binary, 0.5)]
    [InlineData(Objective.CrossEntropy, 1.5)]
    public void A_label_that_the_objective_does_not_know_is_refused(Objective objective, double label)
    {
        BoosterOptions options = new() { Objective = objective, NumClass = objective is Objective.Multiclass or Objective.MulticlassOva ? 3 : 1, MinDataInLeaf = 1 };
        FeatureTable features = new(FeatureColumn.Numeric("x", new double[] { 1, 2, 3, 4 }));
        TrainingData data = TrainingData.Create(features, [1, 1, 2, label], default, options);
        TrainingDataException refused = Assert.Throws<TrainingDataException>(() => Trained.On(data, options));
        Assert.Equal(TrainingDataFault.LabelOutOfRange, refused.Fault);
    }

    internal static LabelledRows LabelsFor(Objective objective, LabelledRows rows)
    {
        TestRandom random = new(5);
        double[] smooth = [.. rows.Features.Columns[0].Numbers.ToArray()];
        double[] signal = [.. rows.Labels.Zip(smooth, (label, value) => label + (value / 5))];
        return objective switch
        {
            Objective.Binary => rows,
            Objective.CrossEntropy => rows with { Labels = [.. signal.Select(value => 1 / (1 + Math.Exp(-value + random.Next())))] },
            Objective.Poisson or Objective.Tweedie => rows with { Labels = [.. signal.Select(value => Math.Floor(Math.Exp(value / 2) * 2 * random.Next()))] },
            Objective.Gamma => rows with { Labels = [.. signal.Select(value => Math.Exp(value / 2) * (0.2 + random.Next()))] },
            _ => rows with { Labels = [.. signal.Select(value => value + random.Next())] },
        };
    }

    private static LabelledRows ThreeClasses(int seed)
    {
        LabelledRows rows = GeneratedRows.Mixed(Rows, seed);
        TestRandom random = new(seed + 1);
        double[] smooth = rows.Features.Columns[0].Numbers.ToArray();
        double[] coarse = rows.Features.Columns[1].Numbers.ToArray();
        return rows with { Labels = [.. smooth.Zip(coarse, (a, b) => random.Next() < 0.1 ? 2.0 : b > 2 ? 1 : a > 0 ? 0 : 2)] };
    }

    /// <summary>The objective's own metric on the training data, iteration by iteration.</summary>
    private static double[] Losses(BoosterOptions options, LabelledRows rows)
    {
        List<double> losses = [];
        TrainingRun run = new()
        {
            Train = rows.ToTrainingData(options),
            Options = options,
            MeasuresTraining = true,
            Progress = new Heard(progress => losses.Add(Assert.Single(progress.Evaluations).Value)),
        };
        Booster.Train(run, TestContext.Current.CancellationToken);
        return [.. losses];
    }

    /// <summary>Some losses are not 0 at their best: what counts is the part above, which is estimated by the eye here.</summary>
    private static double Excess(double loss, Objective objective) => objective switch
    {
        Objective.Poisson => loss - 0.2,
        Objective.Gamma => loss - 0.8,
        Objective.Tweedie => loss - 2.8,
        Objective.CrossEntropy => loss - 0.55,
        _ => loss,
    };

    private static void AssertSurvivesItsFile(Booster booster, FeatureTable features)
    {
        string text = booster.ToModelText();
        Assert.True(Booster.TryParse(text, out Booster? again, out ModelFailure failure), failure.ToString());
        Assert.Equal(text, again.ToModelText());
        double[] before = new double[features.RowCount * booster.OutputCount];
        double[] after = new double[before.Length];
        booster.Predict(features, before);
        again.Predict(features, after);
        Assert.Equal(before, after);
    }

    private static double Deviation(double[] labels) => Math.Sqrt(labels.Select(label => Math.Pow(label - labels.Average(), 2)).Average());

    private static string TreesOf(LabelledRows rows, BoosterOptions options) => Trees(Trained.On(rows.ToTrainingData(options), options).ToModelText());

    private static string Trees(string text) => text[text.IndexOf("Tree=0", StringComparison.Ordinal)..text.IndexOf("end of trees", StringComparison.Ordinal)];

    private sealed class Heard(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
