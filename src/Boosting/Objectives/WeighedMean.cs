namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>The mean label, which is the best constant of several objectives, or whose logarithm is.</summary>
internal static class WeighedMean
{
    public static double Of(float[] labels, float[]? weights)
    {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights?[row] ?? 1;
            sum += labels[row] * weight;
            total += weight;
        }

        return sum / total;
    }

    public static double LogOf(float[] labels, float[]? weights)
    {
        double mean = Of(labels, weights);
        return mean > 0
            ? PortableLog.Log(mean)
            : throw new TrainingDataException(TrainingDataFault.NoWeight, "All rows with a label above 0 have weight zero.");
    }
}
