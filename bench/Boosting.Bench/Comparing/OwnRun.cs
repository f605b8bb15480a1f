using System.Diagnostics;
using EnclaveCleanRoom.Boosting.Bench.Data;
using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>One measured training and prediction with this library, in a process of its own.</summary>
internal static class OwnRun
{
    /// <summary>Starts this program again to do <see cref="Do"/>.</summary>
    public static (Figures Figures, ProcessRun Run) Start(string folder, string setting, int threads)
    {
        ProcessRun run = ProcessRun.Of(Environment.ProcessPath!, ["run", folder, setting, threads.ToString(System.Globalization.CultureInfo.InvariantCulture)], folder);
        return (Figures.Parse(run.Lines), run);
    }

    /// <summary>Trains, predicts the test rows, and prints the figures.</summary>
    public static void Do(string folder, Setting setting)
    {
        DictionaryColumn[] columns = TableFile.Read(Path.Combine(folder, "train.table"));
        FeatureTable features = Features.Of(columns, setting.UseCategories);
        double[] labels = Features.Labels(columns);
        columns = [];
        BoosterOptions options = setting.ToOptions();

        Stopwatch watch = Stopwatch.StartNew();
        double cpu = CpuTimes.Process(Environment.ProcessId);
        TrainingData train = TrainingData.Create(features, labels, [], options);
        double load = watch.Elapsed.TotalSeconds;
        features = new FeatureTable(FeatureColumn.Numeric("none", new double[1]));

        watch.Restart();
        Booster booster = Booster.Train(train, null, options);
        double seconds = watch.Elapsed.TotalSeconds;
        cpu = CpuTimes.Process(Environment.ProcessId) - cpu;
        double peak = CpuTimes.PeakMegabytes(Environment.ProcessId);

        DictionaryColumn[] test = TableFile.Read(Path.Combine(folder, "test.table"));
        FeatureTable testFeatures = Features.Of(test, setting.UseCategories);
        double[] probabilities = new double[testFeatures.RowCount];
        watch.Restart();
        booster.PredictProbability(testFeatures, probabilities, setting.Threads);
        double predict = watch.Elapsed.TotalSeconds;
        Console.WriteLine(new Figures(load, seconds, predict, cpu, peak, BinaryMetrics.Auc(probabilities, Features.Labels(test))));
    }
}
