namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Half the squared error: the objective "regression".</summary>
internal sealed class SquaredObjective : IObjective
{
    private readonly float[] _labels;
    private readonly float[]? _weights;

    public SquaredObjective(float[] labels, float[]? weights)
    {
        _labels = labels;
        _weights = weights;
    }

    public string ModelName => "regression";

    public double BestConstant()
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < _labels.Length; row++)
        {
            double weight = _weights?[row] ?? 1;
            sum += _labels[row] * weight;
            total += weight;
        }

        return sum / total;
    }

    public void Differentiate(int start, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            float weight = _weights?[start + i] ?? 1;
            gradients[i] = (float)(scores[i] - _labels[start + i]) * weight;
            hessians[i] = weight;
        }
    }
}
