namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>The weighted mean of a loss of single rows.</summary>
internal static class MeanLoss
{
    public static PredictionMetric.Formula Of(Func<double, double, double> loss) =>
        (predictions, labels, weights) => Of(loss, predictions, labels, weights);

    public static double Of(Func<double, double, double> loss, ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        RowValuesCheck.Require(predictions, labels, weights, labelsAreShares: false);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < predictions.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            sum += weight * loss(labels[row], predictions[row]);
            total += weight;
        }

        return sum / total;
    }
}
