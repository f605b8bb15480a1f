namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>Checks what metrics of several classes are given.</summary>
internal static class ClassValuesCheck
{
    /// <returns>The number of classes.</returns>
    public static int Require(ReadOnlySpan<double> predictions, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
    {
        int classes = labels.IsEmpty ? 0 : predictions.Length / labels.Length;
        if (classes == 0 || classes * labels.Length != predictions.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions for {labels.Length} rows.", nameof(predictions));
        }

        if (weights.Length != 0 && weights.Length != labels.Length)
        {
            throw new ArgumentException($"There are {labels.Length} labels and {weights.Length} weights.", nameof(weights));
        }

        foreach (int label in labels)
        {
            if (label < 0 || label >= classes)
            {
                throw new ArgumentException("A label is not a class.", nameof(labels));
            }
        }

        foreach (double prediction in predictions)
        {
            if (double.IsNaN(prediction))
            {
                throw new ArgumentException("A prediction is NaN.", nameof(predictions));
            }
        }

        return classes;
    }
}
