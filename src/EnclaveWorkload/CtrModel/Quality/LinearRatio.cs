namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

/// <summary>The ratio of two weighted sums of histogram entries, with its variance by the delta method.</summary>
internal static class LinearRatio
{
    /// <param name="histogram">The noised entries.</param>
    /// <param name="numerator">Weights of (click, non-click) by bin.</param>
    /// <param name="denominator">Likewise.</param>
    internal static Estimate Of(
        NoisyHistogram histogram,
        Func<int, (double Click, double Other)> numerator,
        Func<int, (double Click, double Other)> denominator)
    {
        (double above, double below) = (0, 0);
        for (int bin = 0; bin < histogram.Bins.Count; bin++)
        {
            (double clickAbove, double otherAbove) = numerator(bin);
            (double clickBelow, double otherBelow) = denominator(bin);
            above += (clickAbove * histogram.Clicks[bin]) + (otherAbove * histogram.Others[bin]);
            below += (clickBelow * histogram.Clicks[bin]) + (otherBelow * histogram.Others[bin]);
        }

        double ratio = above / below;
        double squares = 0;
        for (int bin = 0; bin < histogram.Bins.Count; bin++)
        {
            (double clickAbove, double otherAbove) = numerator(bin);
            (double clickBelow, double otherBelow) = denominator(bin);
            squares += Square((clickAbove - (ratio * clickBelow)) / below) + Square((otherAbove - (ratio * otherBelow)) / below);
        }

        return new Estimate(ratio, histogram.Variance * squares);
    }

    private static double Square(double value) => value * value;
}
