using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>The demo's generated tables.</summary>
internal static class DemoData
{
    internal static string AdsFile(string folder) => Path.Combine(folder, "ads.csv");

    internal static string FeedsFile(string folder) => Path.Combine(folder, "feeds.csv");

    /// <summary>Writes both tables; the same rows give the same files.</summary>
    internal static string Generate(string folder, int rows)
    {
        AdvertisingTables tables = new(AdvertisingOptions.ForRows(rows));
        using (StreamWriter ads = new(AdsFile(folder)))
        {
            tables.WriteAds(ads);
        }

        using StreamWriter feeds = new(FeedsFile(folder));
        tables.WriteFeeds(feeds);
        return $"{rows:#,0} advertisements, {rows / 2:#,0} feeds";
    }

    /// <summary>Splits <c>publisherColumn=advertiserColumn</c>; one name stands for both.</summary>
    internal static string[] SplitId(string id)
    {
        int sign = id.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? [id, id] : [id[..sign], id[(sign + 1)..]];
    }
}
