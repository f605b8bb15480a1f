using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>The publisher's and the advertiser's rows, as a test changes them. A row without an id is nobody's.</summary>
internal sealed record TwoTables(IReadOnlyList<FeedRow> Feeds, IReadOnlyList<AdRow> Ads)
{
    public static TwoTables Empty { get; } = new([], []);

    public Table FeedsTable => new(
        new StringColumn("u_userId", [.. Feeds.Select(row => row.Id)]),
        new StringColumn("section", [.. Feeds.Select(row => row.Section)]),
        new StringColumn("city", [.. Feeds.Select(row => row.City)]),
        new StringColumn("interests", [.. Feeds.Select(row => row.Interests)]),
        new Int64Column("age", [.. Feeds.Select(row => row.Age)]),
        new Int64Column("engaged", [.. Feeds.Select(row => row.Engaged)]));

    public Table AdsTable => new(
        new StringColumn("user_id", [.. Ads.Select(row => row.Id)]),
        new StringColumn("slot", [.. Ads.Select(row => row.Slot)]),
        new StringColumn("campaign", [.. Ads.Select(row => row.Campaign)]),
        new StringColumn("tags", [.. Ads.Select(row => row.Tags)]),
        new Int64Column("price", [.. Ads.Select(row => row.Price)]),
        DoublesOrNull("margin", [.. Ads.Select(row => row.Margin)]),
        new StringColumn("bought", [.. Ads.Select(row => row.Bought)]),
        new Int64Column("label", [.. Ads.Select(row => row.Label)]));

    private static DoubleColumn DoublesOrNull(string name, double?[] cells) => new(name, [.. cells.Select(cell => cell ?? double.NaN)]);


    public IEnumerable<string> People => Feeds.Select(row => row.Id).Concat(Ads.Select(row => row.Id)).OfType<string>().Distinct();

    /// <summary>Rows of few people, some of them in one table only, some without an id, with keys that are rare, absent or outside a vocabulary.</summary>
    public static TwoTables Random(ulong seed, int people, int feeds, int ads)
    {
        SplitMix random = new(seed);
        string? Pick(params string?[] values) => values[random.Below(values.Length)];
        string? Someone(int first) => random.Below(25) == 0 ? null : $"person-{first + random.Below(people * 3 / 4)}";
        string? Several() => random.Below(10) == 0 ? null : string.Join('^', Enumerable.Range(0, random.Below(4)).Select(_ => $"t{random.Below(14)}"));
        return new TwoTables(
            [.. Enumerable.Range(0, feeds).Select(_ => new FeedRow(
                Someone(0), Pick("culture", "news", "sport", "weather", null), Pick("a", "b", "c", null, $"rare-{random.Below(40)}"), Several(), random.Below(80), random.Below(2)))],
            [.. Enumerable.Range(0, ads).Select(_ => new AdRow(
                Someone(people / 4), Pick("side", "top", "top", "bottom", null), Pick("x", "y", $"rare-{random.Below(40)}"), Several(), random.Below(50), random.Below(3) == 0 ? 1 : 0)
            {
                Bought = Pick("yes", "no", null),
                Margin = random.Below(8) == 0 ? null : (random.Below(1200) - 800) / 100.0,
            })]);
    }

    /// <summary>The tables without a person, in each non-empty subset of them.</summary>
    public IEnumerable<TwoTables> Without(string person)
    {
        FeedRow[] feeds = [.. Feeds.Where(row => row.Id != person)];
        AdRow[] ads = [.. Ads.Where(row => row.Id != person)];
        yield return this with { Feeds = feeds };
        yield return this with { Ads = ads };
        yield return new TwoTables(feeds, ads);
    }

    /// <summary>The same with the person's rows left standing as nobody's, so that texts keep their codes.</summary>
    public IEnumerable<TwoTables> WithNobodyFor(string person)
    {
        FeedRow[] feeds = [.. Feeds.Select(row => row.Id == person ? row with { Id = null } : row)];
        AdRow[] ads = [.. Ads.Select(row => row.Id == person ? row with { Id = null } : row)];
        yield return this with { Feeds = feeds };
        yield return this with { Ads = ads };
        yield return new TwoTables(feeds, ads);
    }

    /// <summary>
    /// The same rows with those of one person last. People and groups are numbered as they occur, and a secret order is drawn over the
    /// numbers: renaming them changes no probability, but a test that fixes the secret must keep everybody else's number.
    /// </summary>
    public TwoTables WithLast(string person) => new([.. Feeds.OrderBy(row => row.Id == person)], [.. Ads.OrderBy(row => row.Id == person)]);

    public TwoTables Shuffled(ulong seed)
    {
        SplitMix random = new(seed);
        return new TwoTables([.. Feeds.OrderBy(_ => random.Below(int.MaxValue))], [.. Ads.OrderBy(_ => random.Below(int.MaxValue))]);
    }
}
