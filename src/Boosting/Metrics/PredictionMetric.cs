using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>A metric of <see cref="BinaryMetrics"/> or <see cref="RegressionMetrics"/> on predictions.</summary>
internal sealed class PredictionMetric : IMetric
{
    private readonly Formula _formula;
    private readonly OutputTransform _transform;
    private readonly double[] _labels;
    private readonly double[] _weights;

    public PredictionMetric(Formula formula, bool moreIsBetter, OutputTransform transform, TrainingData data)
    {
        _formula = formula;
        MoreIsBetter = moreIsBetter;
        _transform = transform;
        _labels = [.. data.Labels.Select(label => (double)label)];
        _weights = data.Weights is null ? [] : [.. data.Weights.Select(weight => (double)weight)];
    }

    public delegate double Formula(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights);

    public bool MoreIsBetter { get; }

    public double Evaluate(ReadOnlySpan<double> rawScores)
    {
        double[] predictions = rawScores.ToArray();
        _transform.Apply(predictions);
        return _formula(predictions, _labels, _weights);
    }
}
