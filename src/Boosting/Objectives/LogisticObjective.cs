namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Log-loss: the objectives "binary" and "cross_entropy", which differ in the labels they allow and in their parameters.</summary>
internal sealed class LogisticObjective : IObjective
{
    // A probability is kept this far from 0 and 1 before its logarithm is taken.
    private const double Margin = 1e-15;

    private readonly float[] _labels;
    private readonly float[]? _weights;
    private readonly float[]? _givenWeights;
    private readonly double _sigmoid;

    private LogisticObjective(string modelName, float[] labels, float[]? givenWeights, float[]? weights, double sigmoid)
    {
        ModelName = modelName;
        _labels = labels;
        _givenWeights = givenWeights;
        _weights = weights;
        _sigmoid = sigmoid;
    }

    public string? ModelName { get; }

    public static LogisticObjective Binary(float[] labels, float[]? weights, BoosterOptions options)
    {
        double positive = 0;
        double negative = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not (0 or 1))
            {
                throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, $"The binary objective needs labels 0 and 1; row {row} has another.");
            }

            double weight = weights?[row] ?? 1;
            positive += labels[row] * weight;
            negative += (1 - labels[row]) * weight;
        }

        if (!labels.Contains(0) || !labels.Contains(1))
        {
            throw new TrainingDataException(TrainingDataFault.OneClassOnly, "All rows have the same label.");
        }

        if (positive <= 0 || negative <= 0)
        {
            throw new TrainingDataException(TrainingDataFault.NoWeight, "All rows of one class have weight zero.");
        }

        (double positiveWeight, double negativeWeight) = ClassWeights(labels, options);
        bool isWeighed = positiveWeight != 1 || negativeWeight != 1;
        string name = $"binary sigmoid:{Model.ModelNumber.Short(options.Sigmoid)}";
        return new LogisticObjective(name, labels, weights, isWeighed ? Weigh(labels, weights, positiveWeight, negativeWeight) : weights, options.Sigmoid);
    }

    public static LogisticObjective CrossEntropy(float[] labels, float[]? weights)
    {
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is < 0 or > 1)
            {
                throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, $"The cross-entropy objective needs labels from 0 to 1; row {row} has another.");
            }
        }

        if (labels.All(label => label == 0) || labels.All(label => label == 1))
        {
            throw new TrainingDataException(TrainingDataFault.OneClassOnly, "All rows have the same label.");
        }

        return new LogisticObjective("cross_entropy", labels, weights, weights, 1);
    }

    public double BestConstant(int output) => LogOdds(WeighedMean.Of(_labels, _givenWeights)) / _sigmoid;

    /// <summary>ln(p / (1 - p)), where p is kept a little away from 0 and 1.</summary>
    public static double LogOdds(double probability)
    {
        double kept = Math.Clamp(probability, Margin, 1 - Margin);
        return PortableLog.Log(kept / (1 - kept));
    }

    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians) => LogisticKernel.Differentiate(
        _sigmoid,
        scores.Slice(start, count),
        _labels.AsSpan(start, count),
        _weights is null ? [] : _weights.AsSpan(start, count),
        gradients.Slice(start, count),
        hessians.Slice(start, count));

    /// <summary>What rows of each class weigh: counts of rows decide, not their weights.</summary>
    private static (double Positive, double Negative) ClassWeights(float[] labels, BoosterOptions options)
    {
        if (!options.IsUnbalance)
        {
            return (options.ScalePosWeight, 1);
        }

        double positive = labels.Count(label => label > 0);
        double negative = labels.Length - positive;
        return positive > negative ? (1, positive / negative) : (negative / positive, 1);
    }

    private static float[] Weigh(float[] labels, float[]? weights, double positiveWeight, double negativeWeight)
    {
        float[] weighed = new float[labels.Length];
        for (int row = 0; row < weighed.Length; row++)
        {
            weighed[row] = (float)((weights?[row] ?? 1) * (labels[row] > 0 ? positiveWeight : negativeWeight));
        }

        return weighed;
    }
}
