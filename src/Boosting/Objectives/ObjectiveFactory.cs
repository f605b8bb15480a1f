namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Makes the objective that the options ask for, on the labels and weights of the training data.</summary>
internal static class ObjectiveFactory
{
    public static IObjective Make(TrainingData train, BoosterOptions options, DerivativeFunction? custom)
    {
        float[] labels = train.Labels;
        float[]? weights = train.Weights;
        return options.Objective switch
        {
            Objective.Binary => LogisticObjective.Binary(labels, weights, options),
            Objective.CrossEntropy => LogisticObjective.CrossEntropy(labels, weights),
            Objective.Regression => new PointObjective<SquaredLoss>(Named("regression", options), default, Root(labels, options), weights, WeighedMean.Of),
            Objective.RegressionL1 => new QuantileObjective<AbsoluteLoss>(Named("regression_l1", options), default, Root(labels, options), weights, 0.5, weights),
            Objective.Huber => new PointObjective<HuberLoss>("huber", new HuberLoss(options.Alpha), labels, weights, WeighedMean.Of),
            Objective.Fair => new PointObjective<FairLoss>("fair", new FairLoss(options.FairC), labels, weights, WeighedMean.Of),
            Objective.Poisson => new PointObjective<PoissonLoss>(
                "poisson", new PoissonLoss(options.PoissonMaxDeltaStep), NotNegative(labels), weights, WeighedMean.LogOf),
            // The native program keeps the quantile in single precision, which moves the place between two labels.
            Objective.Quantile => new QuantileObjective<PinballLoss>("quantile", new PinballLoss((float)options.Alpha), labels, weights, (float)options.Alpha, weights),
            Objective.Mape => new QuantileObjective<RelativeLoss>("mape", default, labels, weights, 0.5, RelativeRanks(labels, weights)),
            Objective.Gamma => new PointObjective<GammaLoss>("gamma", default, Positive(labels), weights, WeighedMean.LogOf),
            Objective.Tweedie => new PointObjective<TweedieLoss>(
                "tweedie", new TweedieLoss(options.TweedieVariancePower), NotNegative(labels), weights, WeighedMean.LogOf),
            Objective.Multiclass => new SoftmaxObjective(labels, weights, options.NumClass),
            Objective.MulticlassOva => new OneAgainstRestObjective(labels, weights, options),
            _ => new CustomObjective(
                custom ?? throw new ArgumentException("The custom objective needs its derivatives.", nameof(custom)), train.RowCount, options.NumClass),
        };
    }

    private static string Named(string name, BoosterOptions options) => options.RegSqrt ? name + " sqrt" : name;

    private static float[] Root(float[] labels, BoosterOptions options) =>
        options.RegSqrt ? [.. labels.Select(label => MathF.CopySign(MathF.Sqrt(MathF.Abs(label)), label))] : labels;

    private static float[] RelativeRanks(float[] labels, float[]? weights) =>
        [.. labels.Select((label, row) => (weights?[row] ?? 1) / MathF.Max(1, MathF.Abs(label)))];

    private static float[] NotNegative(float[] labels)
    {
        if (Array.Exists(labels, label => label < 0))
        {
            throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, "The objective needs labels of 0 or more.");
        }

        return Array.Exists(labels, label => label > 0)
            ? labels
            : throw new TrainingDataException(TrainingDataFault.OneClassOnly, "All labels are 0.");
    }

    private static float[] Positive(float[] labels) => Array.TrueForAll(labels, label => label > 0)
        ? labels
        : throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, "The objective needs labels above 0.");
}
