namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>The released histograms of one model: clicks and non-clicks by score bin, each with independent noise of known variance.</summary>
internal sealed class NoisyHistogram
{
    /// <summary>
    /// Most bins of a fixed grid hold nobody. One whose rows do not stand out of the noise is left out of every figure:
    /// post-processing that costs a few rows at the ends of the scale and spares the noise of all empty bins.
    /// </summary>
    private const double DeviationsNeeded = 3;

    internal NoisyHistogram(ScoreBins bins, ReadOnlySpan<long> clicksThenOthers, double variance)
    {
        Bins = bins;
        Variance = variance;
        Clicks = new double[bins.Count];
        Others = new double[bins.Count];
        double deviation = Math.Sqrt(2 * variance);
        for (int bin = 0; bin < bins.Count; bin++)
        {
            double clicks = clicksThenOthers[bin];
            double others = clicksThenOthers[bins.Count + bin];
            if (clicks + others > DeviationsNeeded * deviation)
            {
                (Clicks[bin], Others[bin]) = (clicks, others);
                UsedBins++;
            }
        }
    }

    internal ScoreBins Bins { get; }

    /// <summary>Number of bins that stand out of the noise.</summary>
    internal int UsedBins { get; }

    /// <summary>Variance of the noise on every entry.</summary>
    internal double Variance { get; }

    internal double[] Clicks { get; }

    internal double[] Others { get; }

    internal double TotalClicks => Clicks.Sum();

    internal double TotalOthers => Others.Sum();

    /// <summary>Whether the totals stand out of the noise: below five standard deviations a ratio says nothing.</summary>
    internal bool IsMeaningful
    {
        get
        {
            double deviation = Math.Sqrt(Variance * Math.Max(UsedBins, 1));
            return TotalClicks > 5 * deviation && TotalOthers > 5 * deviation;
        }
    }

    /// <summary>Whether a bin takes part in the figures.</summary>
    internal bool IsUsed(int bin) => Clicks[bin] != 0 || Others[bin] != 0;
}
