using EnclaveCleanRoom.Boosting.Metrics;

namespace EnclaveCleanRoom.Boosting;

/// <summary>Figures of the quality of predicted values.</summary>
public static class RegressionMetrics
{
    /// <summary>The weighted mean of squared errors.</summary>
    /// <param name="predictions">One predicted value a row.</param>
    /// <param name="labels">One finite label a row.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double MeanSquaredError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RowValuesCheck.Require(predictions, labels, weights, labelsAreShares: false);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < predictions.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            double error = predictions[row] - labels[row];
            sum += weight * error * error;
            total += weight;
        }

        return sum / total;
    }
}
