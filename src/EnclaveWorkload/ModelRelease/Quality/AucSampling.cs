using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;

/// <summary>
/// How far an AUC would move were other people sampled, as if rows were drawn independently: DeLong's variance (DeLong, DeLong, Clarke-Pearson 1988) from the histogram, and never above
/// AUC·(1 - AUC) over the rarer kind of rows, which bounds it for any scores (Birnbaum, Klose 1957).
/// </summary>
internal static class AucSampling
{
    internal static double VarianceOf(NoisyHistogram histogram)
    {
        if (!histogram.IsMeaningful)
        {
            return double.PositiveInfinity;
        }

        double auc = Math.Clamp(AucEstimate.Of(histogram).Value, 0, 1);
        (double clicks, double others) = (histogram.TotalClicks, histogram.TotalOthers);
        double most = Math.Max(auc * (1 - auc), 0) / Math.Min(clicks, others);
        double ofClicks = SpreadOf(histogram.Clicks, histogram.Others, others, clicks, share => share - auc);
        double ofOthers = SpreadOf(histogram.Others, histogram.Clicks, clicks, others, share => 1 - share - auc);
        double variance = (ofClicks / clicks) + (ofOthers / others);
        return variance > 0 ? Math.Min(variance, most) : most;
    }

    /// <summary>The mean square, over rows of one kind, of how far the share of the other kind below them lies from what is expected.</summary>
    private static double SpreadOf(double[] rows, double[] below, double totalBelow, double total, Func<double, double> distance)
    {
        (double cumulative, double squares) = (0, 0);
        for (int bin = 0; bin < rows.Length; bin++)
        {
            double away = distance((cumulative + (below[bin] / 2)) / totalBelow);
            squares += rows[bin] * away * away;
            cumulative += below[bin];
        }

        return squares / total;
    }
}
