using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>A metric of the predictions of a model of several classes.</summary>
internal sealed class ClassMetric : IMetric
{
    private readonly Formula _formula;
    private readonly OutputTransform _transform;
    private readonly int[] _classes;
    private readonly double[] _weights;

    public ClassMetric(Metric kind, Formula formula, OutputTransform transform, TrainingData data)
    {
        Kind = kind;
        _formula = formula;
        _transform = transform;
        _classes = [.. data.Labels.Select(label => (int)label)];
        _weights = data.Weights is null ? [] : [.. data.Weights.Select(weight => (double)weight)];
    }

    /// <param name="predictions">Row after row, a prediction a class.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    public delegate double Formula(ReadOnlySpan<double> predictions, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights);

    public Metric Kind { get; }

    public double Evaluate(ReadOnlySpan<double> rawScores)
    {
        int rows = _classes.Length;
        int classes = rawScores.Length / rows;
        double[] predictions = new double[rawScores.Length];
        for (int row = 0; row < rows; row++)
        {
            Span<double> ofRow = predictions.AsSpan(row * classes, classes);
            for (int output = 0; output < classes; output++)
            {
                ofRow[output] = rawScores[(output * rows) + row];
            }

            _transform.Apply(ofRow);
        }

        return _formula(predictions, _classes, _weights);
    }
}
