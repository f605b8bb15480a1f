namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The caller's own loss, whose derivatives are not trusted to be numbers.</summary>
internal sealed class CustomObjective : IObjective
{
    private readonly DerivativeFunction _function;
    private readonly float[] _gradients;
    private readonly float[] _hessians;
    private readonly int _rows;

    public CustomObjective(DerivativeFunction function, int rows, int outputs)
    {
        _function = function;
        _rows = rows;
        Outputs = outputs;
        _gradients = new float[rows * outputs];
        _hessians = new float[rows * outputs];
    }

    public string? ModelName => null;

    public int Outputs { get; }

    public double BestConstant(int output) => 0;

    public void Prepare(ReadOnlySpan<double> scores)
    {
        _function(scores, _gradients, _hessians);
        for (int i = 0; i < _gradients.Length; i++)
        {
            if (!float.IsFinite(_gradients[i]) || !float.IsFinite(_hessians[i]) || _hessians[i] < 0)
            {
                throw new TrainingDataException(
                    TrainingDataFault.DerivativeNotAllowed, $"The custom objective gave row {i % _rows} a derivative that is not finite, or a negative second one.");
            }
        }
    }

    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians)
    {
        for (int output = 0; output < Outputs; output++)
        {
            int first = (output * _rows) + start;
            _gradients.AsSpan(first, count).CopyTo(gradients[first..]);
            _hessians.AsSpan(first, count).CopyTo(hessians[first..]);
        }
    }
}
