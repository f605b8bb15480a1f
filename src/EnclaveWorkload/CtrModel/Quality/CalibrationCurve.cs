using EnclaveCleanRoom.Agreements.Answers;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>Predicted against observed rates: neighbouring bins are put together until they stand out of their noise.</summary>
internal static class CalibrationCurve
{
    private const double DeviationsNeeded = 6;
    private const double Quantile = 1.959963984540054;

    internal static List<CalibrationPoint> Of(NoisyHistogram histogram)
    {
        List<CalibrationPoint> points = [];
        (double clicks, double others, double predicted, int bins) = (0, 0, 0, 0);
        for (int bin = 0; bin < histogram.Bins.Count; bin++)
        {
            double rows = histogram.Clicks[bin] + histogram.Others[bin];
            clicks += histogram.Clicks[bin];
            others += histogram.Others[bin];
            predicted += rows * histogram.Bins.Probabilities[bin];
            bins++;
            double deviation = Math.Sqrt(histogram.Variance * bins);
            if (clicks + others > DeviationsNeeded * deviation && clicks > DeviationsNeeded / 2 * deviation)
            {
                points.Add(Point(clicks, others, predicted / (clicks + others), deviation));
                (clicks, others, predicted, bins) = (0, 0, 0, 0);
            }
        }

        return points;
    }

    private static CalibrationPoint Point(double clicks, double others, double predicted, double deviation)
    {
        double rows = clicks + others;
        double rate = clicks / rows;

        // d(rate)/d(clicks) = (1-rate)/rows, d(rate)/d(others) = -rate/rows.
        double half = Quantile * deviation * Math.Sqrt(((1 - rate) * (1 - rate)) + (rate * rate)) / rows;
        return new CalibrationPoint
        {
            Predicted = Math.Clamp(predicted, 0, 1),
            Observed = new Figure
            {
                Estimate = Math.Clamp(rate, 0, 1),
                Low = Math.Clamp(rate - half, 0, 1),
                High = Math.Clamp(rate + half, 0, 1),
            },
            Rows = rows,
        };
    }
}
