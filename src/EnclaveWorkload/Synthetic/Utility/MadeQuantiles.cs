using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;

/// <summary>
/// Bins of a model's scores that hold about equally many made rows each. Model and rows are private already, so the bins cost nothing; and none of them is there for noise alone, which each bin adds to whatever is computed from all.
/// </summary>
internal static class MadeQuantiles
{
    private const double LeastProbability = 1e-6;

    /// <param name="scores">Log-odds of made rows, at least one.</param>
    /// <param name="most">At most so many bins; fewer where scores repeat.</param>
    internal static ScoreBins Of(double[] scores, int most)
    {
        double[] sorted = [.. scores.Order()];
        double[] edges = [.. Enumerable.Range(1, most - 1).Select(part => sorted[(int)((long)part * sorted.Length / most)]).Where(edge => edge > sorted[0]).Distinct()];
        ScoreBins bins = new(edges, new double[edges.Length + 1]);

        // Each bin holds a made row: its own edge, or the lowest score.
        int[] rows = new int[bins.Count];
        foreach (double score in sorted)
        {
            int bin = bins.IndexOf(score);
            bins.Probabilities[bin] += PrivateModel.Probability(score);
            rows[bin]++;
        }

        return new ScoreBins(edges, [.. bins.Probabilities.Select((sum, bin) => Math.Clamp(sum / rows[bin], LeastProbability, 1 - LeastProbability))]);
    }
}
