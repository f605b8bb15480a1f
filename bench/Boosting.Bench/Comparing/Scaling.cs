using System.Diagnostics;
using EnclaveCleanRoom.Boosting.Bench.Measuring;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>How cost and memory grow with the number of rows: 30 columns of 8-bit positions, drawn on the fly; 31 leaves and 20 trees.</summary>
internal static class Scaling
{
    private const int Columns = 30;

    public static void Do(int rowCount, int threads)
    {
        Random random = new(1);
        byte[][] positions = [.. Enumerable.Range(0, Columns).Select(_ => new byte[rowCount])];
        double[] dictionary = [.. Enumerable.Range(0, 256).Select(value => (double)value)];
        foreach (byte[] column in positions)
        {
            random.NextBytes(column);
        }

        double[] labels = new double[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            labels[row] = positions[0][row] + (positions[1][row] / 2) + random.Next(256) > 400 ? 1 : 0;
        }

        FeatureTable features = new([.. positions.Select((column, index) => FeatureColumn.Numeric($"f{index}", column, dictionary))]);
        BoosterOptions options = new() { NumIterations = 20, NumThreads = threads };
        Stopwatch watch = Stopwatch.StartNew();
        TrainingData train = TrainingData.Create(features, labels, [], options);
        double load = watch.Elapsed.TotalSeconds;
        watch.Restart();
        Booster.Train(train, null, options);
        double seconds = watch.Elapsed.TotalSeconds;
        double megabytes = CpuTimes.PeakMegabytes(Environment.ProcessId);
        Console.WriteLine($"{rowCount} rows: binning {load:F2} s, training {seconds:F2} s ({seconds * 1e9 / rowCount / options.NumIterations:F1} ns a row and tree), peak {megabytes:F0} MB ({megabytes * 1048576 / rowCount:F0} bytes a row)");
    }
}
