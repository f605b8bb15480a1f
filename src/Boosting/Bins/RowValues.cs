namespace EnclaveCleanRoom.Boosting.Bins;

/// <summary>Checks labels and weights and narrows them to single precision, as LightGBM keeps them.</summary>
internal static class RowValues
{
    /// <summary>Sums of quantised values carry a rounding unit a row, which must stay small beside 2^31.</summary>
    public const int MaxRows = 1 << 28;

    public static (float[] Labels, float[]? Weights) Check(int rowCount, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        if (rowCount == 0)
        {
            throw new TrainingDataException(TrainingDataFault.NoRows, "There are no rows.");
        }

        if (rowCount > MaxRows)
        {
            throw new TrainingDataException(TrainingDataFault.TooManyRows, $"There are more than {MaxRows} rows.");
        }

        if (labels.Length != rowCount)
        {
            throw new TrainingDataException(TrainingDataFault.LengthMismatch, $"There are {rowCount} rows and {labels.Length} labels.");
        }

        if (weights.Length != 0 && weights.Length != rowCount)
        {
            throw new TrainingDataException(TrainingDataFault.LengthMismatch, $"There are {rowCount} rows and {weights.Length} weights.");
        }

        return (Labels(labels), weights.Length == 0 ? null : Weights(weights));
    }

    private static float[] Labels(ReadOnlySpan<double> labels)
    {
        float[] narrow = new float[labels.Length];
        for (int row = 0; row < narrow.Length; row++)
        {
            narrow[row] = (float)labels[row];
            if (!float.IsFinite(narrow[row]))
            {
                throw new TrainingDataException(TrainingDataFault.LabelNotFinite, $"The label of row {row} is not finite in single precision.");
            }
        }

        return narrow;
    }

    private static float[] Weights(ReadOnlySpan<double> weights)
    {
        float[] narrow = new float[weights.Length];
        double sum = 0;
        for (int row = 0; row < narrow.Length; row++)
        {
            float weight = (float)weights[row];
            if (!float.IsFinite(weight) || weight < 0)
            {
                throw new TrainingDataException(TrainingDataFault.WeightNotAllowed, $"The weight of row {row} is negative or not finite in single precision.");
            }

            narrow[row] = weight;
            sum += weight;
        }

        return sum > 0 ? narrow : throw new TrainingDataException(TrainingDataFault.NoWeight, "All weights are zero.");
    }
}
