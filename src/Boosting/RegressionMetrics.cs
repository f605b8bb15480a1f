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
    public static double MeanSquaredError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        MeanLoss.Of((label, value) => (value - label) * (value - label), predictions, labels, weights);

    /// <summary>The root of <see cref="MeanSquaredError"/>, in units of the label.</summary>
    /// <param name="predictions">One predicted value a row.</param>
    /// <param name="labels">One finite label a row.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double RootMeanSquaredError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        Math.Sqrt(MeanSquaredError(predictions, labels, weights));

    /// <summary>The weighted mean of absolute errors, in units of the label.</summary>
    /// <param name="predictions">One predicted value a row.</param>
    /// <param name="labels">One finite label a row.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double MeanAbsoluteError(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        MeanLoss.Of((label, value) => Math.Abs(value - label), predictions, labels, weights);
}
