using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Samples;

public sealed class AdvertisingTablesTests
{
    private static readonly AdvertisingOptions s_small = AdvertisingOptions.ForRows(20_000);
    private static readonly Lazy<SampleCsv> s_ads = new(() => SampleCsv.Read(Ads(s_small)));
    private static readonly Lazy<SampleCsv> s_feeds = new(() => SampleCsv.Read(Feeds(s_small)));

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        Assert.Equal(Ads(s_small), Ads(s_small with { }));
        Assert.Equal(Feeds(s_small), Feeds(s_small with { }));
    }

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        Assert.NotEqual(Ads(s_small), Ads(s_small with { Seed = 7 }));
        Assert.NotEqual(Feeds(s_small), Feeds(s_small with { Seed = 7 }));
    }

    [Fact]
    public void The_bytes_of_a_seed_do_not_change_between_releases()
    {
        AdvertisingOptions options = AdvertisingOptions.ForRows(1_000);
        Assert.Equal("fe3abf86792b175a5d743095c20997218958b5a30bb147c6245ccb0428611c31", Digest(Ads(options)));
        Assert.Equal("70b73bba55693af64d414c86a921013b7aefd09195e13af7b223d26190cd5eae", Digest(Feeds(options)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1_001)]
    [InlineData(20_000)]
    public void Exactly_the_wanted_rows_are_written_and_each_has_every_column(int rows)
    {
        AdvertisingOptions options = AdvertisingOptions.ForRows(rows);
        SampleCsv ads = SampleCsv.Read(Ads(options));
        SampleCsv feeds = SampleCsv.Read(Feeds(options));
        Assert.Equal(rows, ads.Rows.Count);
        Assert.Equal(rows / 2, feeds.Rows.Count);
        Assert.Equal(35, ads.Header.Length);
        Assert.Equal(28, feeds.Header.Length);
        Assert.All(ads.Rows, row => Assert.Equal(35, row.Length));
        Assert.All(feeds.Rows, row => Assert.Equal(28, row.Length));
    }

    [Fact]
    public void Column_names_are_those_of_the_published_tables()
    {
        Assert.Equal(Header(SharedData.Require("data", "digix", "train_data_ads.sample.csv")), s_ads.Value.Header);
        Assert.Equal(Header(SharedData.Require("data", "digix", "train_data_feeds.sample.csv")), s_feeds.Value.Header);

        static string[] Header(string path) => System.IO.File.ReadLines(path).First().Split(',');
    }

    [Fact]
    public void About_two_users_in_three_are_known_to_both_sides_and_the_counts_are_true()
    {
        AdvertisingTables tables = new(s_small);
        HashSet<string> ads = [.. s_ads.Value.Column(AdvertisingTables.AdsIdColumn)];
        HashSet<string> feeds = [.. s_feeds.Value.Column(AdvertisingTables.FeedsIdColumn)];
        Assert.Equal(tables.AdsUsers, ads.Count);
        Assert.Equal(tables.FeedsUsers, feeds.Count);
        ads.IntersectWith(feeds);
        Assert.Equal(tables.SharedUsers, ads.Count);
        Assert.InRange((double)ads.Count / tables.AdsUsers, 0.60, 0.70);
        Assert.InRange((double)ads.Count / tables.FeedsUsers, 0.60, 0.70);
    }

    [Fact]
    public void Labels_have_the_published_values_and_are_as_rare()
    {
        string[] clicks = s_ads.Value.Column(AdvertisingTables.LabelColumn);
        string[] engaged = s_feeds.Value.Column(AdvertisingTables.LabelColumn);
        Assert.All(clicks, label => Assert.True(label is "0" or "1"));
        Assert.All(engaged, label => Assert.True(label is "-1" or "1"));
        Assert.InRange(clicks.Count(label => label == "1") / (double)clicks.Length, 0.015, 0.03);
        Assert.InRange(engaged.Count(label => label == "1") / (double)engaged.Length, 0.05, 0.15);
    }

    [Theory]
    [InlineData("age", 8)]
    [InlineData("gender", 3)]
    [InlineData("residence", 35)]
    [InlineData("city_rank", 4)]
    [InlineData("series_dev", 27)]
    [InlineData("creat_type_cd", 9)]
    [InlineData("slot_id", 60)]
    [InlineData("app_score", 3)]
    public void Cardinalities_follow_the_published_table_and_are_skewed(string column, int cardinality)
    {
        int[] counts = [.. s_ads.Value.Column(column).GroupBy(value => value).Select(group => group.Count()).OrderDescending()];
        Assert.Equal(cardinality, counts.Length);
        Assert.True(counts[0] > 1.3 * counts.Average(), "the most frequent value is hardly more frequent than the mean");
    }

    [Theory]
    [InlineData("ad_click_list_v001")]
    [InlineData("ad_click_list_v002")]
    [InlineData("u_newsCatInterestsST")]
    public void Multi_valued_columns_hold_lists(string column) =>
        Assert.True(s_ads.Value.Column(column).Count(value => value.Contains('^')) > 10_000);

    [Fact]
    public void Clicks_depend_on_what_only_the_publisher_knows()
    {
        AdvertisingOptions options = AdvertisingOptions.ForRows(60_000);
        SampleCsv ads = SampleCsv.Read(Ads(options));
        SampleCsv feeds = SampleCsv.Read(Feeds(options));
        Assert.True(
            Spread(ads, AdvertisingTables.AdsIdColumn, "1", feeds, AdvertisingTables.FeedsIdColumn, "u_phonePrice") > 2,
            "the click rates of the phone price bands hardly differ");
    }

    [Fact]
    public void Engagement_depends_on_what_only_the_advertiser_knows()
    {
        Assert.True(
            Spread(s_feeds.Value, AdvertisingTables.FeedsIdColumn, "1", s_ads.Value, AdvertisingTables.AdsIdColumn, "age") > 2,
            "the engagement rates of the age bands hardly differ");
    }

    [Theory]
    [InlineData(199)]
    [InlineData(20_000_001)]
    public void A_size_out_of_range_is_the_callers_mistake(int rows) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AdvertisingOptions.ForRows(rows));

    /// <summary>Highest label rate over lowest, among the partner's values seen on at least 500 joined rows.</summary>
    private static double Spread(SampleCsv labelled, string id, string positive, SampleCsv partner, string partnerId, string column)
    {
        Dictionary<string, string> known = partner.Column(partnerId).Zip(partner.Column(column)).DistinctBy(pair => pair.First)
            .ToDictionary(pair => pair.First, pair => pair.Second);
        double[] rates = [.. labelled.Column(id).Zip(labelled.Column("label"))
            .Where(row => known.ContainsKey(row.First))
            .GroupBy(row => known[row.First])
            .Where(group => group.Count() >= 500)
            .Select(group => group.Count(row => row.Second == positive) / (double)group.Count())];
        return rates.Max() / rates.Min();
    }

    private static string Ads(AdvertisingOptions options)
    {
        StringWriter writer = new();
        new AdvertisingTables(options).WriteAds(writer);
        return writer.ToString();
    }

    private static string Feeds(AdvertisingOptions options)
    {
        StringWriter writer = new();
        new AdvertisingTables(options).WriteFeeds(writer);
        return writer.ToString();
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
