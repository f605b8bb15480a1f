namespace EnclaveCleanRoom.Boosting.Training;

/// <summary>Makes the sampling of rows that the options ask for.</summary>
internal static class RowSampling
{
    public static IRowSampling From(BoosterOptions options, TrainingData train)
    {
        if (options.DataSampleStrategy == SamplingStrategy.Goss)
        {
            return new GradientSampling(options, train.RowCount);
        }

        bool byClass = options.Objective == Objective.Binary && (options.PosBaggingFraction < 1 || options.NegBaggingFraction < 1);
        if (options.BaggingFreq <= 0 || (options.BaggingFraction >= 1 && !byClass))
        {
            return new AllRows();
        }

        Func<int, double> chance = byClass
            ? row => train.Labels[row] > 0 ? options.PosBaggingFraction : options.NegBaggingFraction
            : _ => options.BaggingFraction;
        return new Bagging(options.BaggingSeed, train.RowCount, options.BaggingFreq, chance);
    }
}
