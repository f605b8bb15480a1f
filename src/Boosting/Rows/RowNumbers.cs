namespace EnclaveCleanRoom.Boosting.Rows;

/// <summary>Checks numbers that belong to rows and narrows them.</summary>
internal static class RowNumbers
{
    public static float[] Labels(ReadOnlySpan<double> labels)
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

    public static float[] Weights(ReadOnlySpan<double> weights)
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

    /// <summary>From row after row to output after output.</summary>
    public static void CopyByOutput(ReadOnlySpan<double> scores, int outputs, Span<double> byOutput)
    {
        int rows = scores.Length / outputs;
        for (int i = 0; i < scores.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw new TrainingDataException(TrainingDataFault.InitialScoreNotFinite, $"An initial score of row {i / outputs} is not finite.");
            }

            byOutput[(i % outputs * rows) + (i / outputs)] = scores[i];
        }
    }
}
