namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Labels that number classes from 0.</summary>
internal static class ClassLabels
{
    public static int[] Read(float[] labels, int classes)
    {
        int[] read = new int[labels.Length];
        for (int row = 0; row < read.Length; row++)
        {
            if (labels[row] < 0 || labels[row] >= classes || labels[row] != MathF.Floor(labels[row]))
            {
                throw new TrainingDataException(TrainingDataFault.LabelOutOfRange, $"The objective needs whole labels from 0 to {classes - 1}; row {row} has another.");
            }

            read[row] = (int)labels[row];
        }

        return read.Distinct().Count() > 1
            ? read
            : throw new TrainingDataException(TrainingDataFault.OneClassOnly, "All rows have the same label.");
    }

    /// <summary>The weight of each class over that of all.</summary>
    public static double[] Shares(int[] classOfRow, float[]? weights, int classes)
    {
        double[] shares = new double[classes];
        double total = 0;
        for (int row = 0; row < classOfRow.Length; row++)
        {
            double weight = weights?[row] ?? 1;
            shares[classOfRow[row]] += weight;
            total += weight;
        }

        return [.. shares.Select(share => share / total)];
    }
}
