namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>An objective whose best constant, and a leaf's best output, is a quantile: absolute error, pinball loss, relative absolute error.</summary>
internal sealed class QuantileObjective<TLoss> : PointObjective<TLoss>, ILeafRenewal
    where TLoss : struct, IPointLoss
{
    private readonly double _quantile;
    private readonly float[]? _ranks;

    /// <param name="modelName">How the model file names it.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="weights">The rows' weights; null for one each.</param>
    /// <param name="quantile">The quantile, above 0 and below 1.</param>
    /// <param name="ranks">What each row weighs in the quantile; null for one each.</param>
    public QuantileObjective(string modelName, TLoss loss, float[] labels, float[]? weights, double quantile, float[]? ranks)
        : base(modelName, loss, labels, weights, (all, _) => (float)Percentile.Of([.. all.Select(label => (double)label)], ranks, quantile))
    {
        _quantile = quantile;
        _ranks = ranks;
    }

    public double Renew(ReadOnlySpan<int> rows, ReadOnlySpan<double> scores)
    {
        double[] residuals = new double[rows.Length];
        float[]? ranks = _ranks is null ? null : new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            residuals[i] = Labels[rows[i]] - scores[rows[i]];
            if (ranks is not null)
            {
                ranks[i] = _ranks![rows[i]];
            }
        }

        return Percentile.Of(residuals, ranks, _quantile);
    }
}
