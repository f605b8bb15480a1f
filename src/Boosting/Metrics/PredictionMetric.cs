using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>A metric of the predictions of a model of one output.</summary>
internal sealed class PredictionMetric : IMetric
{
    private readonly Formula _formula;
    private readonly OutputTransform _transform;
    private readonly double[] _labels;
    private readonly double[] _weights;

    public PredictionMetric(Metric kind, Formula formula, OutputTransform transform, TrainingData data)
    {
        Kind = kind;
        _formula = formula;
        _transform = transform;
        _labels = [.. data.Labels.Select(label => (double)label)];
        _weights = data.Weights is null ? [] : [.. data.Weights.Select(weight => (double)weight)];
    }

    public delegate double Formula(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights);

    public Metric Kind { get; }

    public double Evaluate(ReadOnlySpan<double> rawScores)
    {
        double[] predictions = rawScores.ToArray();
        foreach (ref double prediction in predictions.AsSpan())
        {
            prediction = _transform.Apply(prediction);
        }

        return _formula(predictions, _labels, _weights);
    }
}
