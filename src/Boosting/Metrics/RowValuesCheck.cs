namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Checks what metrics are given.</summary>
internal static class RowValuesCheck
{
    public static void Require(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights, bool labelsAreShares)
    {
        if (labels.Length != predictions.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions and {labels.Length} labels.", nameof(labels));
        }

        if (weights.Length != 0 && weights.Length != predictions.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions and {weights.Length} weights.", nameof(weights));
        }

        foreach (double prediction in predictions)
        {
            if (double.IsNaN(prediction))
            {
                throw new ArgumentException("A prediction is NaN.", nameof(predictions));
            }
        }

        foreach (double label in labels)
        {
            if (!double.IsFinite(label) || (labelsAreShares && label is < 0 or > 1))
            {
                throw new ArgumentException(labelsAreShares ? "A label is not between 0 and 1." : "A label is not finite.", nameof(labels));
            }
        }

        foreach (double weight in weights)
        {
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException("A weight is negative or not finite.", nameof(weights));
            }
        }
    }
}
