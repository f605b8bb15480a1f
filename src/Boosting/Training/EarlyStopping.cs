using EnclaveCleanRoom.Boosting.Metrics;

namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Remembers after which tree the validation metric was best.</summary>
internal sealed class EarlyStopping(IMetric metric, int patience)
{
    private double _best = double.NaN;

    /// <summary>The number of trees at the best value.</summary>
    public int BestTrees { get; private set; }

    /// <summary>Takes the value after so many trees.</summary>
    /// <returns>Whether to stop.</returns>
    public bool Report(double value, int trees)
    {
        bool better = metric.MoreIsBetter ? value > _best : value < _best;
        if (double.IsNaN(_best) || better)
        {
            _best = value;
            BestTrees = trees;
        }

        return patience > 0 && trees - BestTrees >= patience;
    }
}
