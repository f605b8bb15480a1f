namespace EnclaveCleanRoom.Boosting;

/// <summary>How much a model uses a feature.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Splits">The number of nodes that split by it.</param>
/// <param name="Gain">The sum of those splits' gains, in units of the loss.</param>
public sealed record FeatureImportance(string Feature, int Splits, double Gain);
