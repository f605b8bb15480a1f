using System.Diagnostics;

namespace EnclaveCleanRoom.SyntheticData.Bench;

/// <summary>What rows cost.</summary>
internal static class Rows
{
    private const int Columns = 30;

    private static readonly int[] s_sizes = [2, 5, 10, 20, 50, 100];

    /// <summary>A million rows of a model that is there.</summary>
    public static void Sample(DiscreteTable table)
    {
        SyntheticModel model = Making.Learn(table, "1", SyntheticMethod.Adaptive, 0);
        for (int run = 0; run < 3; run++)
        {
            long start = Stopwatch.GetTimestamp();
            DiscreteTable made = model.Sample(1_000_000, Making.Threads);
            Console.WriteLine($"{made.Rows} rows of {made.Domain.Columns.Length} columns: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s");
        }
    }

    /// <summary>From a table to as many made rows, at 1/8, 1/4, 1/2 and all of the rows.</summary>
    public static void Grow(int rows)
    {
        Console.WriteLine("| rows | learn s | make s | peak MB |");
        Console.WriteLine("|---|---|---|---|");
        for (int part = 8; part >= 1; part /= 2)
        {
            DiscreteTable table = Make(rows / part);
            long start = Stopwatch.GetTimestamp();
            SyntheticModel model = Making.Learn(table, "1", SyntheticMethod.Adaptive, 0);
            double learned = Stopwatch.GetElapsedTime(start).TotalSeconds;
            DiscreteTable made = model.Sample(table.Rows, Making.Threads);
            using Process self = Process.GetCurrentProcess();
            Console.WriteLine($"| {made.Rows} | {learned:F1} | {Stopwatch.GetElapsedTime(start).TotalSeconds - learned:F1} | {self.PeakWorkingSet64 >> 20} |");
        }
    }

    // Each column is that of a random earlier one, blurred: a tree of dependences of different strengths, with sizes from 2 to 100.
    private static DiscreteTable Make(int rows)
    {
        Random random = new(1);
        int[] sizes = [.. Enumerable.Range(0, Columns).Select(column => s_sizes[column % s_sizes.Length])];
        ushort[][] columns = [.. sizes.Select(_ => new ushort[rows])];
        for (int column = 0; column < Columns; column++)
        {
            int from = random.Next(Math.Max(column, 1));
            double copied = random.NextDouble();
            for (int row = 0; row < rows; row++)
            {
                bool isCopied = column > 0 && random.NextDouble() < copied;
                double uniform = random.NextDouble();
                columns[column][row] = (ushort)(isCopied ? columns[from][row] % sizes[column] : (int)(uniform * uniform * sizes[column]));
            }
        }

        return new DiscreteTable(new DiscreteDomain(sizes.Select((size, column) => new DiscreteColumn($"c{column}", size, size >= 20))), columns);
    }
}
