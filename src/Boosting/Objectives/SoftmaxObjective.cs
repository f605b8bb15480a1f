namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Log-loss of several classes whose probabilities are the softmax of their scores.</summary>
/// <remarks>Source: J. H. Friedman, Greedy Function Approximation, Annals of Statistics 29 (2001), algorithm 6, with its factor K / (K - 1).</remarks>
internal sealed class SoftmaxObjective : IObjective
{
    private const double LeastShare = 1e-15f;

    private readonly int[] _classes;
    private readonly float[]? _weights;
    private readonly double[] _shares;
    private readonly double _factor;

    public SoftmaxObjective(float[] labels, float[]? weights, int classes)
    {
        _classes = ClassLabels.Read(labels, classes);
        _weights = weights;
        _shares = ClassLabels.Shares(_classes, weights, classes);
        _factor = classes / (classes - 1.0);
        Outputs = classes;
    }

    public string ModelName => $"multiclass num_class:{Outputs}";

    public int Outputs { get; }

    public bool IsTrained(int output) => _shares[output] > LeastShare && _shares[output] < 1 - LeastShare;

    public double BestConstant(int output) => PortableLog.Log(Math.Max(LeastShare, _shares[output]));

    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians)
    {
        Span<double> shares = Outputs <= 256 ? stackalloc double[Outputs] : new double[Outputs];
        int rows = _classes.Length;
        for (int row = start; row < start + count; row++)
        {
            for (int output = 0; output < shares.Length; output++)
            {
                shares[output] = scores[(output * rows) + row];
            }

            Softmax.Apply(shares);
            double weight = _weights?[row] ?? 1;
            for (int output = 0; output < shares.Length; output++)
            {
                double share = shares[output];
                gradients[(output * rows) + row] = (float)((_classes[row] == output ? share - 1 : share) * weight);
                hessians[(output * rows) + row] = (float)(_factor * share * (1 - share) * weight);
            }
        }
    }
}
