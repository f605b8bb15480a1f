using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.Samples.ClickModel;

/// <summary>Made-up impressions: what was bid, how long ago the user was last seen, on which of forty sites.</summary>
internal static class Impressions
{
    /// <returns>The features, and for each row whether it was clicked: 1 or 0.</returns>
    public static (FeatureTable Features, double[] Clicks) Make(int rows, int seed)
    {
        Random random = new(seed);
        double[] bids = new double[rows];
        double[] daysSinceSeen = new double[rows];
        int[] sites = new int[rows];
        double[] clicks = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            bids[row] = Math.Round(random.NextDouble() * 5, 2);
            daysSinceSeen[row] = random.Next(4) == 0 ? double.NaN : random.Next(30);
            sites[row] = random.Next(40);
            double logOdds = -3 + (0.3 * bids[row]) + (daysSinceSeen[row] < 3 ? 1.5 : 0) + (sites[row] % 9 == 4 ? 1.2 : 0);
            clicks[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        FeatureTable features = new(
            FeatureColumn.Numeric("bid", bids),
            FeatureColumn.Numeric("days_since_seen", daysSinceSeen),   // NaN: never
            FeatureColumn.Categorical("site", sites));
        return (features, clicks);
    }
}
