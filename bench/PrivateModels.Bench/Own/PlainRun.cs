using System.Diagnostics;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.PrivateModels.Bench.Data;
using EnclaveCleanRoom.PrivateModels.Bench.Measuring;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>The same with gradient boosted trees and no privacy: what it costs to protect people.</summary>
internal static class PlainRun
{
    internal static Figures Do(Table train, Table test, int threads)
    {
        BoosterOptions options = new() { Objective = Objective.Binary, NumIterations = 100, LearningRate = 0.05, NumLeaves = 31, NumThreads = threads };
        Stopwatch watch = Stopwatch.StartNew();
        double[] labels = [.. train.Labels.Select(label => label ? 1.0 : 0)];
        Booster booster = Booster.Train(TrainingData.Create(train.ForBoosting(), labels, [], options), null, options);
        double seconds = watch.Elapsed.TotalSeconds;
        double[] probabilities = new double[test.RowCount];
        booster.PredictProbability(test.ForBoosting(), probabilities, threads);
        return Figures.Of(probabilities, test.Labels, seconds);
    }
}
