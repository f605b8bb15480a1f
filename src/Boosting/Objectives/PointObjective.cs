namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>An objective of one output that is a sum of losses of single rows.</summary>
internal class PointObjective<TLoss> : IObjective
    where TLoss : struct, IPointLoss
{
    private readonly TLoss _loss;
    private readonly Func<float[], float[]?, double> _bestConstant;

    public PointObjective(string modelName, TLoss loss, float[] labels, float[]? weights, Func<float[], float[]?, double> bestConstant)
    {
        ModelName = modelName;
        _loss = loss;
        Labels = labels;
        Weights = weights;
        _bestConstant = bestConstant;
    }

    public string? ModelName { get; }

    protected float[] Labels { get; }

    protected float[]? Weights { get; }

    public double BestConstant(int output) => _bestConstant(Labels, Weights);

    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians)
    {
        TLoss loss = _loss;
        for (int row = start; row < start + count; row++)
        {
            (double gradient, double hessian) = loss.At(scores[row], Labels[row]);
            double weight = Weights?[row] ?? 1;
            gradients[row] = (float)(gradient * weight);
            hessians[row] = (float)(hessian * weight);
        }
    }
}
