using System.Globalization;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.Boosting.Bench.Measuring;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.Pipeline.Bench.Comparing;

namespace EnclaveCleanRoom.Pipeline.Bench.Own;

/// <summary>The whole way in one process: encrypted tables → features of joined rows → model → AUC of the people held out.</summary>
internal static class OwnRun
{
    private const string OutcomeMark = "outcome ";

    /// <summary>Starts this program again to do <see cref="Do"/>.</summary>
    internal static SideFigures Start(string folder, Setting setting)
    {
        ProcessRun run = ProcessRun.Of(
            Environment.ProcessPath!, ["run", Path.GetFullPath(folder), setting.ToString(), setting.Threads.ToString(CultureInfo.InvariantCulture)], folder);
        string[] outcome = run.Lines.Last(line => line.StartsWith(OutcomeMark, StringComparison.Ordinal)).Split(' ');
        return SideFigures.Of([run]) with
        {
            Stages = [.. SideFigures.StagesOf(run)],
            Auc = double.Parse(outcome[1], CultureInfo.InvariantCulture),
            Model = outcome[2],
        };
    }

    /// <summary>Does the work and prints its stages and its outcome.</summary>
    internal static void Do(string folder, Setting setting)
    {
        StageWatch stages = new();
        BoundedExamples examples = Job.OpenAndBound(folder, stages);

        // As in the room: the opened tables are out of reach, and their memory goes back.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        BoosterOptions options = setting.ToOptions();
        TrainingData data = TrainingData.Create(
            examples.Features.Build(examples.Training, usePartner: true), examples.LabelsOf(examples.Training), [], options);
        stages.End("bins");

        Booster booster = Booster.Train(data, null, options);
        stages.End("train");

        double[] scores = new double[examples.HeldOut.Length];
        booster.PredictRaw(examples.Features.Build(examples.HeldOut, usePartner: true), scores, options.NumThreads);
        double auc = BinaryMetrics.Auc(scores, examples.LabelsOf(examples.HeldOut));
        stages.End("evaluate");

        Console.WriteLine($"{examples.Training.Length} + {examples.HeldOut.Length} rows, {booster.FeatureNames.Count} features");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{OutcomeMark}{auc:R} {SideFigures.Digest(booster.ToModelText())}"));
    }
}
