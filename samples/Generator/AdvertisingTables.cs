using EnclaveCleanRoom.Samples.Advertising;

namespace EnclaveCleanRoom.Samples;

/// <summary>
/// Two tables in the shape of the DIGIX 2022 click-through data: an advertiser's ad impressions (35 columns, clicks in
/// <c>label</c> 0/1) and a publisher's news-feed views (28 columns, engagement in <c>label</c> −1/1), over one made-up
/// population of which each side knows a part.
/// </summary>
/// <remarks>
/// <para>A signal is planted in both directions. Clicks depend on what the advertiser sees (task, slot, creative, age) and as much again on
/// what only the publisher sees (phone price, browser life cycle, reading interests). Engagement depends on what the
/// publisher sees (category, kind, channel) and as much again on what only the advertiser sees (age, city rank, device series, gender).
/// The advertiser's columns are drawn independently of the publisher's for each person, so only the join reveals either.</para>
/// <para>Column names, code ranges and cardinalities follow the published data set; every value is made up. Unlike
/// there, <c>pro</c> (reading progress) says nothing of <c>label</c>: in the published data it gives the answer away.</para>
/// </remarks>
public sealed class AdvertisingTables
{
    private readonly AdvertisingWorld _world;

    /// <summary>Lays out the population; no row is made before a table is written.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row count is out of range.</exception>
    public AdvertisingTables(AdvertisingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AdsRows, AdvertisingOptions.MinimumRows, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FeedsRows, AdvertisingOptions.MinimumRows, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.AdsRows, AdvertisingOptions.MaximumRows, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.FeedsRows, AdvertisingOptions.MaximumRows, nameof(options));
        _world = new AdvertisingWorld(options);
    }

    /// <summary>The name of the advertiser's id column.</summary>
    public const string AdsIdColumn = "user_id";

    /// <summary>The name of the publisher's id column.</summary>
    public const string FeedsIdColumn = "u_userId";

    /// <summary>The name of the label column in both tables.</summary>
    public const string LabelColumn = "label";

    /// <summary>How many persons the advertiser knows.</summary>
    public int AdsUsers => _world.AdsUsers;

    /// <summary>How many persons the publisher knows.</summary>
    public int FeedsUsers => _world.FeedsUsers;

    /// <summary>How many persons both know: the truth that a noised overlap is compared with in tests.</summary>
    public int SharedUsers => _world.SharedUsers;

    /// <summary>Writes the advertiser's table as CSV with a header, line feeds and no quoting, a row at a time.</summary>
    public void WriteAds(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new AdsTable(_world).Write(writer);
    }

    /// <summary>Writes the publisher's table as CSV with a header, line feeds and no quoting, a row at a time.</summary>
    public void WriteFeeds(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new FeedsTable(_world).Write(writer);
    }
}
