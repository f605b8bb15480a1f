namespace EnclaveCleanRoom.Boosting.Tests.Vectors;

/// <summary>Features with their labels and weights (empty for none).</summary>
internal sealed record LabelledRows(FeatureTable Features, double[] Labels, double[] Weights)
{
    public TrainingData ToTrainingData(BoosterOptions options) => TrainingData.Create(Features, Labels, Weights, options);
}
