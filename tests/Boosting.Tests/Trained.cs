namespace EnclaveCleanRoom.Boosting.Tests;

/// <summary>Trains under the running test's cancellation.</summary>
internal static class Trained
{
    public static Booster On(TrainingData train, BoosterOptions options, TrainingData? validation = null, IProgress<TrainingProgress>? progress = null) =>
        Booster.Train(train, validation, options, progress, TestContext.Current.CancellationToken);
}
