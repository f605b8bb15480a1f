namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>A figure of a model's quality on one data set.</summary>
internal interface IMetric
{
    public bool MoreIsBetter { get; }

    /// <param name="rawScores">One raw score a row.</param>
    public double Evaluate(ReadOnlySpan<double> rawScores);
}
