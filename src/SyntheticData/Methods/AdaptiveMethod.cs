using EnclaveCleanRoom.SyntheticData.Fitting;
using EnclaveCleanRoom.SyntheticData.Inference;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>
/// Again and again: choose privately the pair whose table the model misses most, beyond what its noise would add; measure it; fit. When a measurement taught less than its noise, rounds become larger; what
/// is left at the end goes into one last round.
/// </summary>
/// <remarks>Source: McKenna, Mullins, Sheldon, Miklau, "AIM: An Adaptive and Iterative Mechanism for Differentially Private Synthetic Data", 2022, Algorithms 2 to 4.</remarks>
internal sealed class AdaptiveMethod(PairSpending spending, PairTables tables, GraphicalModel model, SyntheticOptions options, int threads, CancellationToken cancellation)
{
    // The mean of |x| for a standard normal x.
    private static readonly double s_meanDeviation = Math.Sqrt(2 / Math.PI);

    public void Run()
    {
        long reserve = spending.LeftNano;
        double choiceShare = options.ChoicePerMille / (1000.0 - options.ColumnsPerMille);
        long round = Math.Max(4, reserve / options.Rounds);
        long least = Math.Max(4, round / 4); // what roundings leave over at the end measures nothing
        for (int rounds = 0; rounds < MethodRun.MostPairs(options) && spending.LeftNano >= least; rounds++)
        {
            cancellation.ThrowIfCancellationRequested();
            long left = spending.LeftNano;
            long spend = left < 2 * round || rounds == MethodRun.MostPairs(options) - 1 ? left : round;
            long forChoice = Math.Max(1, (long)(spend * choiceShare));
            double used = (double)(reserve - left + spend) / reserve;

            double[][][] marginals = PairMarginals.All(model.Tree, tables.Sizes, threads);
            int[] candidates = [.. Enumerable.Range(0, tables.Pairs.Length).Where(pair => model.CellsWith(tables.Set(pair)) <= options.MaxModelCells * used)];
            if (candidates.Length == 0)
            {
                break;
            }

            double deviation = spending.Deviation(spend - forChoice);
            int pair = candidates[spending.Choose(forChoice, Scores(candidates, marginals, deviation))];
            Measurement measurement = spending.Measure(tables.Set(pair), tables.Counts(pair), Math.Min(spend - forChoice, spending.LeftNano));
            (int first, int second) = tables.Pairs[pair];
            double[] before = marginals[first][second];
            model.Add(measurement);
            model.Fit(options.PassesPerRound);

            double[] after = model.Tree.Marginal(tables.Set(pair));
            double learned = model.Total * Enumerable.Range(0, after.Length).Sum(cell => Math.Abs(after[cell] - before[cell]));
            if (learned <= s_meanDeviation * deviation * after.Length)
            {
                round *= 4;
            }
        }
    }

    private long[] Scores(int[] candidates, double[][][] marginals, double deviation)
    {
        long[] scores = new long[candidates.Length];
        for (int i = 0; i < scores.Length; i++)
        {
            (int first, int second) = tables.Pairs[candidates[i]];
            long expectedNoise = (long)Math.Round(s_meanDeviation * deviation * tables.Sizes[first] * tables.Sizes[second]);
            scores[i] = tables.Distance(candidates[i], marginals[first][second], model.Total) - expectedNoise;
        }

        return scores;
    }
}
