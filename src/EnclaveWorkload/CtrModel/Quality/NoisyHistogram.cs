namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>
/// The released histograms of one model: clicks and non-clicks by score bin, each with independent noise of known variance. Every bin takes
/// part in every figure, also one that noise alone seems to fill: choosing bins by their noise would bias what follows.
/// </summary>
internal sealed class NoisyHistogram
{
    internal NoisyHistogram(ScoreBins bins, ReadOnlySpan<long> clicksThenOthers, double variance)
    {
        Bins = bins;
        Variance = variance;
        Clicks = new double[bins.Count];
        Others = new double[bins.Count];
        for (int bin = 0; bin < bins.Count; bin++)
        {
            Clicks[bin] = clicksThenOthers[bin];
            Others[bin] = clicksThenOthers[bins.Count + bin];
        }
    }

    internal ScoreBins Bins { get; }

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
            double deviation = Math.Sqrt(Variance * Bins.Count);
            return TotalClicks > 5 * deviation && TotalOthers > 5 * deviation;
        }
    }
}
