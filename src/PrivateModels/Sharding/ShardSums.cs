namespace EnclaveCleanRoom.PrivateModels.Sharding;

/// <summary>What the noisy sums of one figure say: its mean, and an interval.</summary>
/// <remarks>
/// The interval's chance of missing is divided: half a percent each for what noise hides of the squares and of the mean in the spread, and 4 % for the mean itself, which is a sum of independent shards and noise and so about normal. The spread
/// that goes in is an upper bound, and the interval rather too wide than too narrow. That the shards drawn may differ less among each other than shards do in truth is left out: there are many.
/// </remarks>
internal static class ShardSums
{
    // Normal quantiles of 99.5 % and of 98 %.
    private const double ForSpread = 2.5758293035489;
    private const double ForMean = 2.0537489106318;

    /// <param name="places">The noisy sum of places.</param>
    /// <param name="squares">The noisy sum of weighted squares.</param>
    /// <param name="shards">How many.</param>
    /// <param name="deviation">Of the noise of a sum.</param>
    /// <param name="range">The figure's bounds.</param>
    internal static ShardedFigure Describe(long places, long squares, int shards, double deviation, MetricRange range)
    {
        double unit = (double)shards * ShardEntry.Unit;
        double weight = ShardEntry.SquareWeight / 100.0;
        double mean = places / unit;
        double meanDeviation = deviation / unit;
        double square = ((squares + (ForSpread * deviation)) / (unit * weight)) + (1 / (weight * ShardEntry.Unit));
        double leastMean = Math.Max(0, Math.Abs(mean) - (ForSpread * meanDeviation));
        double spread = Math.Clamp(Math.Min(1, square) - (leastMean * leastMean), 0, 1) * shards / (shards - 1);
        double half = ForMean * Math.Sqrt((spread / shards) + (meanDeviation * meanDeviation));
        (double lowest, double highest) = (range.Lowest.ToDouble(), range.Highest.ToDouble());
        return new ShardedFigure(Figure(mean), Figure(mean - half), Figure(mean + half), Math.Sqrt(spread) * (highest - lowest) / 2);

        double Figure(double place) => lowest + ((Math.Clamp(place, -1, 1) + 1) / 2 * (highest - lowest));
    }
}
