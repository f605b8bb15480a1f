using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>All quality figures of one model, from its noised histograms alone.</summary>
internal static class QualityReport
{
    private const double LargestLogLoss = 8;
    private const double LargestRatio = 100;

    internal static ModelQuality Describe(NoisyHistogram histogram)
    {
        double[] predicted = histogram.Bins.Probabilities;
        Estimate rate = LinearRatio.Of(histogram, _ => (1, 0), _ => (1, 1));
        Estimate logLoss = LinearRatio.Of(histogram, bin => (-Math.Log(predicted[bin]), -Math.Log(1 - predicted[bin])), _ => (1, 1));
        Estimate calibration = LinearRatio.Of(histogram, bin => (predicted[bin], predicted[bin]), _ => (1, 0));
        bool isMeaningful = histogram.IsMeaningful;
        return new ModelQuality
        {
            Rows = Total(histogram).ToFigure(0, double.MaxValue),
            PositiveRate = Or(isMeaningful, rate, 0).ToFigure(0, 1),
            Auc = AucEstimate.Of(histogram).ToFigure(0, 1),
            LogLoss = Or(isMeaningful, logLoss, 0).ToFigure(0, LargestLogLoss),
            NormalisedEntropy = Or(isMeaningful, NormalisedEntropy(logLoss, rate), 1).ToFigure(0, LargestRatio),
            Calibration = Or(isMeaningful, calibration, 1).ToFigure(0, LargestRatio),
            TopDecileLift = Or(isMeaningful, TopDecileLift(histogram), 1).ToFigure(0, LargestRatio),
            CalibrationCurve = isMeaningful ? CalibrationCurve.Of(histogram) : [],
        };
    }

    private static Estimate Total(NoisyHistogram histogram) =>
        new(histogram.TotalClicks + histogram.TotalOthers, histogram.Variance * 2 * histogram.Bins.Count);

    private static Estimate Or(bool isMeaningful, Estimate estimate, double placeholder) =>
        isMeaningful && double.IsFinite(estimate.Value) ? estimate : Estimate.Unknown(placeholder);

    /// <summary>Log-loss over the entropy of the rate; the two errors are bounded as if they added up.</summary>
    private static Estimate NormalisedEntropy(Estimate logLoss, Estimate rate)
    {
        double p = Math.Clamp(rate.Value, 1e-9, 1 - 1e-9);
        double entropy = -((p * Math.Log(p)) + ((1 - p) * Math.Log(1 - p)));
        double slope = Math.Log((1 - p) / p);
        double deviation = (Math.Sqrt(logLoss.Variance) + (logLoss.Value / entropy * Math.Abs(slope) * Math.Sqrt(rate.Variance))) / entropy;
        return new Estimate(logLoss.Value / entropy, deviation * deviation);
    }

    /// <summary>
    /// The highest bins that together hold a tenth of the rows; the last of them, which counts in part, says how the noise of the bins above and below moves that part: their entries' share of the captured clicks is the slope, and as
    /// these are of degree one in all entries, they add up to the captured clicks themselves.
    /// </summary>
    private static Estimate TopDecileLift(NoisyHistogram histogram)
    {
        double wanted = (histogram.TotalClicks + histogram.TotalOthers) / 10;
        double[] share = new double[histogram.Bins.Count];
        double taken = 0;
        int last = share.Length;
        for (int bin = histogram.Bins.Count - 1; bin >= 0 && taken < wanted; bin--)
        {
            double rows = histogram.Clicks[bin] + histogram.Others[bin];
            share[bin] = rows > wanted - taken ? (wanted - taken) / rows : 1;
            taken += rows * share[bin];
            last = bin;
        }

        Estimate captured = LinearRatio.Of(histogram, bin => (share[bin], 0), _ => (1, 0));
        double rate = last < share.Length && share[last] < 1 ? histogram.Clicks[last] / (histogram.Clicks[last] + histogram.Others[last]) : 0;
        double Moves(int bin) => Math.Clamp(rate, 0, 1) * (0.1 - share[bin]);
        Estimate slopes = LinearRatio.Of(histogram, bin => (share[bin] + Moves(bin), Moves(bin)), _ => (1, 0));
        return new Estimate(captured.Value * 10, slopes.Variance * 100);
    }
}
