using EnclaveCleanRoom.Boosting.Model;

namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Log-loss of each class against all others.</summary>
internal sealed class OneAgainstRestObjective : IObjective
{
    private readonly LogisticObjective?[] _ofClass;
    private readonly int _rows;
    private readonly double _constantOfNoRows;

    public OneAgainstRestObjective(float[] labels, float[]? weights, BoosterOptions options)
    {
        int[] classes = ClassLabels.Read(labels, options.NumClass);
        double[] shares = ClassLabels.Shares(classes, weights, options.NumClass);
        _rows = labels.Length;
        _constantOfNoRows = LogisticObjective.LogOdds(0) / options.Sigmoid;
        ModelName = $"multiclassova num_class:{options.NumClass} sigmoid:{ModelNumber.Short(options.Sigmoid)}";
        _ofClass = new LogisticObjective?[options.NumClass];
        for (int output = 0; output < _ofClass.Length; output++)
        {
            // A class that no row has, or all have, has nothing to tell apart.
            _ofClass[output] = shares[output] is > 0 and < 1
                ? LogisticObjective.Binary([.. classes.Select(label => label == output ? 1f : 0f)], weights, options)
                : null;
        }
    }

    public string ModelName { get; }

    public int Outputs => _ofClass.Length;

    public bool IsTrained(int output) => _ofClass[output] is not null;

    public double BestConstant(int output) => _ofClass[output]?.BestConstant(0) ?? _constantOfNoRows;

    public void Differentiate(int start, int count, ReadOnlySpan<double> scores, Span<float> gradients, Span<float> hessians)
    {
        for (int output = 0; output < _ofClass.Length; output++)
        {
            int first = output * _rows;
            _ofClass[output]?.Differentiate(
                start, count, scores.Slice(first, _rows), gradients.Slice(first, _rows), hessians.Slice(first, _rows));
        }
    }
}
