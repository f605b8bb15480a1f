namespace EnclaveCleanRoom.Boosting;

/// <summary>What a metric says of a model on one data set.</summary>
/// <param name="Data">Which data: 0 the training data, from 1 on the validation data in their order.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its value; NaN where it is undefined.</param>
public sealed record Evaluation(int Data, Metric Metric, double Value);
