namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>
/// Area under the ROC curve from two noised histograms: the share of (click, non-click) pairs in which the click's bin is the higher,
/// ties counted half. The noised entries are used as they are, negative ones too: the pairs' sum is then unbiased.
/// </summary>
internal static class AucEstimate
{
    internal static Estimate Of(NoisyHistogram histogram)
    {
        if (!histogram.IsMeaningful)
        {
            return Estimate.Unknown(0.5);
        }

        int count = histogram.Bins.Count;
        (double clicks, double others) = (histogram.TotalClicks, histogram.TotalOthers);
        double[] othersBelow = HalfCumulative(histogram.Others);
        double[] clicksBelow = HalfCumulative(histogram.Clicks);
        double pairs = 0;
        for (int bin = 0; bin < count; bin++)
        {
            pairs += histogram.Clicks[bin] * othersBelow[bin];
        }

        double auc = pairs / (clicks * others);
        double squares = 0;
        for (int bin = 0; bin < count; bin++)
        {
            double byClick = ((othersBelow[bin] / others) - auc) / clicks;
            double byOther = (((clicks - clicksBelow[bin]) / clicks) - auc) / others;
            squares += (byClick * byClick) + (byOther * byOther);
        }

        return new Estimate(auc, histogram.Variance * squares);
    }

    /// <summary>For each bin, everything below it and half of its own.</summary>
    private static double[] HalfCumulative(double[] entries)
    {
        double[] cumulative = new double[entries.Length];
        double below = 0;
        for (int bin = 0; bin < entries.Length; bin++)
        {
            cumulative[bin] = below + (entries[bin] / 2);
            below += entries[bin];
        }

        return cumulative;
    }
}
