using EnclaveCleanRoom.Boosting.Metrics;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Remembers for each metric on each validation data after which iteration it was best. The first to wait too long stops the training.</summary>
internal sealed class EarlyStopping
{
    private readonly BoosterOptions _options;
    private readonly Metric? _first;
    private readonly Dictionary<(int Data, Metric Metric), (double Value, int Iteration)> _best = [];

    public EarlyStopping(BoosterOptions options)
    {
        _options = options;
        _first = options.FirstMetricOnly ? MetricFactory.Chosen(options).Cast<Metric?>().FirstOrDefault() : null;
    }

    /// <summary>Takes what was measured.</summary>
    /// <returns>How many iterations to keep when training is to stop; otherwise null.</returns>
    public int? Report(IReadOnlyList<Evaluation> evaluations, int iteration)
    {
        if (_options.EarlyStoppingRound <= 0)
        {
            return null;
        }

        foreach (Evaluation evaluation in evaluations.Where(evaluation => evaluation.Data > 0 && (_first is null || evaluation.Metric == _first)))
        {
            double value = MetricFactory.Worth(evaluation.Metric, evaluation.Value);
            (int, Metric) key = (evaluation.Data, evaluation.Metric);
            if (!_best.TryGetValue(key, out (double Value, int Iteration) best) || value - best.Value > _options.EarlyStoppingMinDelta)
            {
                _best[key] = (value, iteration);
            }
            else if (iteration - best.Iteration >= _options.EarlyStoppingRound)
            {
                return best.Iteration;
            }
        }

        return null;
    }
}
