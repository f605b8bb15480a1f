using System.Diagnostics;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>How far made rows are from the true ones, over ε. As many rows are made as the noisy count says.</summary>
internal static class Curve
{
    public static void Do(DiscreteTable table, int seeds)
    {
        Console.WriteLine($"{table.Rows} rows, {table.Domain.Columns.Length} columns, delta 1e-9, mean of {seeds} seeds, {Making.Threads} threads");
        Console.WriteLine("| method | epsilon | 1-way | 2-way | 3-way | mean s | most s | peak MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (SyntheticMethod method in new[] { SyntheticMethod.Tree, SyntheticMethod.Adaptive })
        {
            foreach (string epsilon in new[] { "0.1", "0.3", "1", "3", "10" })
            {
                Line(table, seeds, method, epsilon);
            }
        }
    }

    private static void Line(DiscreteTable table, int seeds, SyntheticMethod method, string epsilon)
    {
        double[] distances = new double[3];
        double[] seconds = new double[seeds];
        for (int seed = 0; seed < seeds; seed++)
        {
            long start = Stopwatch.GetTimestamp();
            SyntheticModel model = Making.Learn(table, epsilon, method, seed);
            DiscreteTable made = model.Sample((int)Math.Round(model.EstimatedRows), Making.Threads);
            seconds[seed] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            for (int width = 1; width <= distances.Length; width++)
            {
                distances[width - 1] += MarginalDistance.MeanL1(table, made, width, Making.Threads) / seeds;
            }
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine($"| {method} | {epsilon} | {distances[0]:F4} | {distances[1]:F4} | {distances[2]:F4} | {seconds.Average():F1} | {seconds.Max():F1} | {self.PeakWorkingSet64 >> 20} |");
    }
}
