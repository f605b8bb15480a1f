namespace EnclaveCleanRoom.Boosting;

/// <summary>How far a training is; reported after each tree.</summary>
/// <param name="Tree">The number of trees grown, from 1.</param>
/// <param name="Trees">The number asked for.</param>
/// <param name="ValidationMetric">The metric on the validation data after this tree; null without validation data.</param>
public sealed record TrainingProgress(int Tree, int Trees, double? ValidationMetric);
