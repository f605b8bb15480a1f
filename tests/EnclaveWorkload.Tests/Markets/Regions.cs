using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveWorkload.Markets;
using EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;
using EnclaveCleanRoom.Parquet;
using ColumnType = EnclaveCleanRoom.Agreements.ColumnType;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Markets;

/// <summary>A shop's sales by day and a publisher's regions.</summary>
internal static class Regions
{
    private const long Day = 86_400_000_000;

    public static DatasetId Shop { get; } = DatasetId.Parse("shop");

    public static DatasetId Profiles { get; } = DatasetId.Parse("profiles");

    public static ColumnReference Amount { get; } = Sample.Column(Shop, "amount");

    public static string[] Names { get; } = ["east", "mid", "north", "south"];

    public static MarketsTerms Terms { get; } = new()
    {
        Id = TermsId.Parse("markets"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Market = Sample.Column(Profiles, "region"),
        OccurredAt = Sample.Column(Shop, "sold_at"),
        Values = [Amount],
        MaximumPeriods = 20,
        PeriodsPerPerson = 2,
        RowsPerPersonAndPeriod = 3,
    };

    /// <summary>Periods of ten days from the start of 1970: two before, two since.</summary>
    public static MarketsQuery Ask { get; } = new()
    {
        Terms = Terms.Id,
        NanoRho = 1_000_000_000,
        Treated = ["north"],
        Start = DateTimeOffset.UnixEpoch,
        PeriodSeconds = 864_000,
        PrePeriods = 2,
        PostPeriods = 2,
        Values = [],
    };

    public static Agreement Agreement(MarketsTerms terms, IReadOnlyList<string> names) => Sample.Agreement(terms) with
    {
        Datasets =
        [
            Dataset(
                Shop,
                Column("buyer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("sold_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                Column("amount", ColumnType.Double, ColumnRole.Numeric, new RangeDomain { Minimum = -5, Maximum = 20 })),
            Dataset(
                Profiles,
                Column("viewer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                Column("region", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = names })),
        ],
    };

    public static TableRun Run(MarketsQuery query, Neighbours<Sale, Home> rows, MarketsTerms? terms = null, int seed = 1) => new(
        Agreement(terms ?? Terms, Names),
        query,
        new Table(
            new StringColumn("buyer", [.. rows.Primary.Select(row => row.Id)]),
            new TimestampColumn("sold_at", [.. rows.Primary.Select(row => (row.Day ?? 0) * Day)], new Bitmap([.. rows.Primary.Select(row => row.Day is not null)])),
            new DoubleColumn("amount", [.. rows.Primary.Select(row => row.Amount)])),
        new Table(new StringColumn("viewer", [.. rows.Partner.Select(row => row.Id)]), new StringColumn("region", [.. rows.Partner.Select(row => row.Region)])),
        seed);

    public static long[] Exact(MarketsQuery query, Neighbours<Sale, Home> rows, MarketsTerms? terms = null)
    {
        using TableRun run = Run(query, rows, terms);
        return Assert.IsType<MarketMatrix>(run.Bounded).Totals;
    }

    public static Neighbours<Sale, Home> Random(ulong seed)
    {
        SplitMix random = new(seed);
        string? Someone(int first) => random.Below(25) == 0 ? null : $"person-{first + random.Below(6)}";
        return new Neighbours<Sale, Home>(
            [
                .. Enumerable.Range(0, 40).Select(_ => new Sale(Someone(0), random.Below(15) == 0 ? null : random.Below(50) - 5, random.Below(40) - 12.5)),
                .. Enumerable.Range(0, 12).Select(i => new Sale("heavy", i % 3 * 10, 1e6)),
            ],
            [
                .. Enumerable.Range(0, 12).Select(_ => new Home(Someone(2), random.Below(6) switch { 0 => null, 1 => "nowhere", var place => Names[place - 2] })),
                new Home("heavy", "mid"),
            ]);
    }

    private static DatasetTerms Dataset(DatasetId id, params ColumnTerms[] columns) => Sample.FeedsTerms with { Id = id, Columns = columns };

    private static ColumnTerms Column(string name, ColumnType type, ColumnRole role, ColumnDomain domain) => new() { Name = name, Type = type, Role = role, Domain = domain };
}
