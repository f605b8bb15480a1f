namespace EnclaveCleanRoom.Boosting;

/// <summary>All that a training may be given.</summary>
public sealed record TrainingRun
{
    /// <summary>The data to train on.</summary>
    public required TrainingData Train { get; init; }

    /// <summary>How to train.</summary>
    public required BoosterOptions Options { get; init; }

    /// <summary>Data made by <see cref="TrainingData.CreateValidation(FeatureTable, RowInformation)"/>, to measure each iteration on.</summary>
    public IReadOnlyList<TrainingData> Validation { get; init; } = [];

    /// <summary>Whether the training data is measured as well.</summary>
    public bool MeasuresTraining { get; init; }

    /// <summary>Measures every so many iterations, 1 or more. With early stopping validation data is measured after each.</summary>
    public int MeasureEvery { get; init; } = 1;

    /// <summary>The derivatives of <see cref="Objective.Custom"/>; null otherwise.</summary>
    public DerivativeFunction? CustomObjective { get; init; }

    /// <summary>The label's column in the file that the data came from, from 0. It is written into the model file and has no other effect.</summary>
    public int LabelColumn { get; init; }

    /// <summary>Told after each iteration, on the calling thread; or null.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }
}
