namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>A figure of a model's quality on one data set.</summary>
internal interface IMetric
{
    public Metric Kind { get; }

    /// <param name="rawScores">One raw score a row and output, output after output.</param>
    public double Evaluate(ReadOnlySpan<double> rawScores);
}
