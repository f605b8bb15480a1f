using System.Diagnostics;
using System.Runtime.CompilerServices;
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
        BoosterOptions options = setting.ToOptions();
        double cpu = CpuTimes.Process(Environment.ProcessId);
        (TrainingData train, double load, double reading) = Load(folder, setting, options);

        Stopwatch watch = Stopwatch.StartNew();
        Booster booster = Booster.Train(train, null, options);
        double seconds = watch.Elapsed.TotalSeconds;
        cpu = CpuTimes.Process(Environment.ProcessId) - cpu - reading;
        double peak = CpuTimes.PeakMegabytes(Environment.ProcessId);

        DictionaryColumn[] test = TableFile.Read(Path.Combine(folder, "test.table"));
        FeatureTable testFeatures = Features.Of(test, setting.UseCategories);
        double[] probabilities = new double[testFeatures.RowCount];
        watch.Restart();
        booster.PredictProbability(testFeatures, probabilities, setting.Threads);
        double predict = watch.Elapsed.TotalSeconds;
        Console.WriteLine(new Figures(load, seconds, predict, cpu, peak, BinaryMetrics.Auc(probabilities, Features.Labels(test))));
    }

    /// <summary>Reads and bins the training rows. A method of its own, so that nothing of it keeps the table in memory while the trees grow.</summary>
    /// <returns>The data, the seconds that binning took, and the processor seconds that reading took, which is no part of what is measured.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (TrainingData Train, double Binning, double ReadingCpu) Load(string folder, Setting setting, BoosterOptions options)
    {
        double cpu = CpuTimes.Process(Environment.ProcessId);
        DictionaryColumn[] columns = TableFile.Read(Path.Combine(folder, "train.table"));
        FeatureTable features = Features.Of(columns, setting.UseCategories);
        double[] labels = Features.Labels(columns);
        cpu = CpuTimes.Process(Environment.ProcessId) - cpu;
        Stopwatch watch = Stopwatch.StartNew();
        return (TrainingData.Create(features, labels, [], options), watch.Elapsed.TotalSeconds, cpu);
    }
}
