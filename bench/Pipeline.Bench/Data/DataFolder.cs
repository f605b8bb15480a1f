using EnclaveCleanRoom.EnclaveWorkload.CtrModel;
using EnclaveCleanRoom.Parquet;
using EnclaveCleanRoom.Pipeline.Bench.Comparing;
using EnclaveCleanRoom.Pipeline.Bench.Own;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.Pipeline.Bench.Data;

/// <summary>Makes what both sides start from: the CSV files for the one, the encrypted files for the other, and the people held out for both.</summary>
internal static class DataFolder
{
    internal static void Make(string folder, int adsRows)
    {
        Directory.CreateDirectory(folder);
        AdvertisingTables tables = new(AdvertisingOptions.ForRows(adsRows));
        string ads = Path.Combine(folder, "ads.csv");
        string feeds = Path.Combine(folder, "feeds.csv");
        using (StreamWriter writer = new(ads))
        {
            tables.WriteAds(writer);
        }

        using (StreamWriter writer = new(feeds))
        {
            tables.WriteFeeds(writer);
        }

        new SealedTable(folder, SampleAgreement.Ads).Write(CsvTable.Read(ads, SampleAgreement.Ads.Columns));
        new SealedTable(folder, SampleAgreement.Feeds).Write(CsvTable.Read(feeds, SampleAgreement.Feeds.Columns));
        WriteHeldOut(folder);
    }

    /// <summary>Whom the room's own code holds out, so that the other side can hold out the same.</summary>
    private static void WriteHeldOut(string folder)
    {
        BoundedExamples examples = Job.OpenAndBound(folder, new StageWatch());
        StringColumn users = (StringColumn)new SealedTable(folder, SampleAgreement.Ads).Open()(AdvertisingTables.AdsIdColumn);
        File.WriteAllLines(
            Path.Combine(folder, "held_out.csv"),
            examples.HeldOut.Select(row => users.Codes[row]).Distinct().Select(code => users.Dictionary[code]).Prepend(AdvertisingTables.AdsIdColumn));
    }
}
