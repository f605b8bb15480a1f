using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.PrivateModels.Sharding;

/// <summary>How good one shard's model is on the shard's people who did not train it. The model ends here.</summary>
/// <param name="Auc">NaN where there is none.</param>
/// <param name="LogLoss">NaN where there is none.</param>
internal readonly record struct ShardQuality(double Auc, double LogLoss)
{
    private static ShardQuality None { get; } = new(double.NaN, double.NaN);

    internal static ShardQuality Of(ShardRows training, ShardRows measuring, BoosterOptions options)
    {
        if (training.Labels.Length == 0 || measuring.Labels.Length == 0)
        {
            return None;
        }

        try
        {
            double[] probabilities = new double[measuring.Labels.Length];
            training.Train(options).PredictProbability(measuring.Features, probabilities);
            return new ShardQuality(BinaryMetrics.Auc(probabilities, measuring.Labels), BinaryMetrics.LogLoss(probabilities, measuring.Labels));
        }
        catch (TrainingDataException)
        {
            // Whether a shard's rows can be trained on is theirs to hide.
            return None;
        }
    }
}
