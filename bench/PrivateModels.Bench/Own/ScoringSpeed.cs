using System.Diagnostics;
using System.Globalization;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Bench.Data;

namespace EnclaveCleanRoom.PrivateModels.Bench.Own;

/// <summary>How fast a trained model scores: the best of several rounds, as others disturb but never help.</summary>
internal static class ScoringSpeed
{
    private const int Rounds = 15;

    internal static void Print(Split split, int threads)
    {
        PrivateModel model = PrivateRun.Train(new BoostedOptions(), split, Epsilon.Parse("1"), Delta.Parse("1e-6"), threads);
        PrivateColumn[] columns = split.Train.Columns();
        double[] scores = new double[split.Train.RowCount];
        double many = Best(() => model.Score(columns, scores, threads));
        double[] row = [.. split.Train.Values.Select(column => column[0])];
        double sum = 0;
        double one = Best(() =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                sum += model.Score(row);
            }
        });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scores.Length / many / 1e6:F1} M rows/s in batches, {threads} threads; one row {one / 100_000 * 1e9:F0} ns (checksum {sum:F3})"));
    }

    private static double Best(Action body)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            body();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return best;
    }
}
