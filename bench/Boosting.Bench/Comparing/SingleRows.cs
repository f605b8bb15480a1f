using System.Diagnostics;
using EnclaveCleanRoom.Boosting.Bench.Data;

namespace EnclaveCleanRoom.Boosting.Bench.Comparing;

/// <summary>What predicting one row takes, as a server would ask: row after row, each timed by itself.</summary>
internal static class SingleRows
{
    private const int Warmup = 20_000;
    private const int Timed = 200_000;

    public static void Do(string folder, Setting setting)
    {
        DictionaryColumn[] columns = TableFile.Read(Path.Combine(folder, "train.table"));
        FeatureTable features = Features.Of(columns, setting.UseCategories);
        BoosterOptions options = setting.ToOptions();
        Booster booster = Booster.Train(TrainingData.Create(features, Features.Labels(columns), [], options), null, options);

        DictionaryColumn[] test = TableFile.Read(Path.Combine(folder, "test.table"));
        double[][] rows = [.. Enumerable.Range(0, Math.Min(Timed, test[0].RowCount)).Select(row => test.Skip(1).Select(column => column.Values[column[row]]).ToArray())];
        double sum = 0;
        for (int i = 0; i < Warmup; i++)
        {
            sum += booster.PredictProbability(rows[i % rows.Length]);
        }

        // Warm for the second tier of compilation too, which is made in the background.
        Thread.Sleep(500);
        long[] ticks = new long[rows.Length];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < rows.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            sum += booster.PredictProbability(rows[i]);
            ticks[i] = Stopwatch.GetTimestamp() - start;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(ticks);
        string Microseconds(double share) => (ticks[(int)(share * (ticks.Length - 1))] * 1e6 / Stopwatch.Frequency).ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{rows.Length} rows one by one: median {Microseconds(0.5)}, p90 {Microseconds(0.9)}, p99 {Microseconds(0.99)}, p99.9 {Microseconds(0.999)} microseconds; {allocated} bytes allocated in all (sum {sum:F1})");
    }
}
