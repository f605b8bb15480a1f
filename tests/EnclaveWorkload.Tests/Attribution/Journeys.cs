using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.Attribution;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Attribution;

/// <summary>A shop's conversions and a publisher's exposures, times in seconds.</summary>
internal static class Journeys
{
    public const long Second = 1_000_000;

    public static DatasetId Shop { get; } = DatasetId.Parse("shop");

    public static DatasetId Media { get; } = DatasetId.Parse("media");

    public static ColumnReference Amount { get; } = Sample.Column(Shop, "amount");

    public static ColumnReference Points { get; } = Sample.Column(Shop, "points");

    public static AttributionModel[] AllModels { get; } =
    [
        new LastTouchModel(), new FirstTouchModel(), new LinearModel(), new TimeDecayModel { HalfLifeSeconds = 10 },
        new PositionBasedModel { FirstPercent = 40, LastPercent = 40 },
    ];

    public static AttributionTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("attribution"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        ConvertedAt = Sample.Column(Shop, "bought_at"),
        ExposedAt = Sample.Column(Media, "seen_at"),
        Campaign = Sample.Column(Media, "campaign"),
        Values = [Amount, Points],
        Models = [.. Enum.GetValues<AttributionModelKind>()],
        MaximumModels = 5,
        LongestWindowSeconds = 30 * 86_400,
        ConversionsPerPerson = 2,
        TouchpointsPerConversion = 3,
    };

    public static AttributionQuery Ask(params AttributionModel[] models) => new()
    {
        Terms = Terms.Id,
        NanoRho = 1_000_000_000,
        WindowSeconds = 100,
        Models = models,
        Values = [],
    };

    public static Agreement Agreement(AttributionTerms? terms = null) => Sample.Agreement(terms ?? Terms) with
    {
        Datasets =
        [
            Dataset(
                Shop,
                Column("buyer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("bought_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                Column("amount", ColumnType.Double, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 50 }),
                Column("points", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = -7, Maximum = 3 })),
            Dataset(
                Media,
                Column("viewer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("seen_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                Column("campaign", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["brand", "spring"] })),
        ],
    };

    public static Table ShopTable(IReadOnlyList<Bought> rows) => new(
        new StringColumn("buyer", [.. rows.Select(row => row.Id)]),
        new TimestampColumn("bought_at", [.. rows.Select(row => (row.At ?? 0) * Second)], Present(rows.Select(row => row.At is not null))),
        new DoubleColumn("amount", [.. rows.Select(row => row.Amount)]),
        new Int64Column("points", [.. rows.Select(row => row.Points)]));

    public static Table MediaTable(IReadOnlyList<Seen> rows) => new(
        new StringColumn("viewer", [.. rows.Select(row => row.Id)]),
        new TimestampColumn("seen_at", [.. rows.Select(row => (row.At ?? 0) * Second)], Present(rows.Select(row => row.At is not null))),
        new StringColumn("campaign", [.. rows.Select(row => row.Campaign)]));

    public static TableRun Run(AttributionQuery query, Neighbours<Bought, Seen> rows, AttributionTerms? terms = null, int seed = 1) =>
        new(Agreement(terms), query, ShopTable(rows.Primary), MediaTable(rows.Partner), seed);

    /// <summary>The exact credit of each measure: model after model brand, spring, other; last what is unattributed.</summary>
    public static IReadOnlyList<long[]> Exact(AttributionQuery query, Neighbours<Bought, Seen> rows, AttributionTerms? terms = null)
    {
        using TableRun run = Run(query, rows, terms);
        return Assert.IsType<BoundedCredit>(run.Bounded).EntriesOfMeasures;
    }

    /// <summary>Few people with many rows, some in one table only, some rows of nobody, at no moment or of an unknown campaign; and one who moves as much as anybody can.</summary>
    public static Neighbours<Bought, Seen> Random(ulong seed, int people = 6, int bought = 18, int seen = 40)
    {
        SplitMix random = new(seed);
        string? Someone(int first) => random.Below(25) == 0 ? null : $"person-{first + random.Below(people * 3 / 4)}";
        long? At() => random.Below(15) == 0 ? null : random.Below(300);
        string? Campaign() => random.Below(5) switch { 0 => null, 1 => "unknown", 2 => "brand", _ => "spring" };
        return new Neighbours<Bought, Seen>(
            [
                .. Enumerable.Range(0, bought).Select(_ => new Bought(Someone(0), At(), random.Below(90) - 10.25, random.Below(20) - 12)),
                .. Enumerable.Range(0, 4).Select(i => new Bought("heavy", 200 + i, 1000, -1000)),
            ],
            [
                .. Enumerable.Range(0, seen).Select(_ => new Seen(Someone(people / 4), At(), Campaign())),
                .. Enumerable.Range(0, 9).Select(i => new Seen("heavy", 180 + i, "brand")),
            ]);
    }

    private static Bitmap Present(IEnumerable<bool> cells) => new([.. cells]);

    private static DatasetTerms Dataset(DatasetId id, params ColumnTerms[] columns) => Sample.FeedsTerms with { Id = id, Columns = columns };

    private static ColumnTerms Column(string name, ColumnType type, ColumnRole role, ColumnDomain domain) => new() { Name = name, Type = type, Role = role, Domain = domain };
}
