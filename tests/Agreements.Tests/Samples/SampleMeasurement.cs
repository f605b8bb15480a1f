using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>Terms and queries of the questions that measure what advertising did, over a shop's table and a publisher's.</summary>
internal static class SampleMeasurement
{
    public static DatasetId Shop { get; } = DatasetId.Parse("shop");

    public static DatasetId Media { get; } = DatasetId.Parse("media");

    public static AttributionTerms Attribution { get; } = new()
    {
        Id = TermsId.Parse("attribution"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 10_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        ConvertedAt = ShopColumn("bought_at"),
        ExposedAt = MediaColumn("seen_at"),
        Campaign = MediaColumn("campaign"),
        Values = [ShopColumn("amount"), ShopColumn("points")],
        Models = [AttributionModelKind.LastTouch, AttributionModelKind.TimeDecay, AttributionModelKind.PositionBased],
        MaximumModels = 2,
        LongestWindowSeconds = 86_400,
        ConversionsPerPerson = 3,
        TouchpointsPerConversion = 20,
    };

    public static AttributionQuery AskAttribution { get; } = new()
    {
        Terms = Attribution.Id,
        NanoRho = 10_000_000,
        WindowSeconds = 86_400,
        Models = [new TimeDecayModel { HalfLifeSeconds = 3600 }, new PositionBasedModel { FirstPercent = 40, LastPercent = 40 }],
        Values = [ShopColumn("amount")],
    };

    public static LiftTerms Lift { get; } = new()
    {
        Id = TermsId.Parse("lift"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 10_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Arm = MediaColumn("arm"),
        Treatment = "exposed",
        Control = "held out",
        TreatmentPermille = 800,
        Outcome = new WithinOutcome { ConvertedAt = ShopColumn("bought_at"), AssignedAt = MediaColumn("seen_at"), LongestWindowSeconds = 86_400 },
        Values = [new PersonValue { Column = ShopColumn("amount"), MaximumPerPerson = 500 }, new PersonValue { Column = ShopColumn("age"), MaximumPerPerson = 1 }],
    };

    public static LiftQuery AskLift { get; } = new() { Terms = Lift.Id, NanoRho = 10_000_000, WindowSeconds = 86_400, Values = [ShopColumn("amount")] };

    public static LiftTerms LabelLift { get; } = Lift with { Id = TermsId.Parse("label-lift"), Outcome = new LabelOutcome { Label = ShopColumn("bought") } };

    public static MarketsTerms Markets { get; } = new()
    {
        Id = TermsId.Parse("markets"),
        Requesters = [SampleAgreement.Advertiser],
        Recipients = [SampleAgreement.Advertiser],
        MaximumNanoRho = 10_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = 60,
        Market = MediaColumn("region"),
        OccurredAt = ShopColumn("bought_at"),
        Values = [ShopColumn("points")],
        MaximumPeriods = 10,
        PeriodsPerPerson = 2,
        RowsPerPersonAndPeriod = 4,
    };

    public static MarketsQuery AskMarkets { get; } = new()
    {
        Terms = Markets.Id,
        NanoRho = 10_000_000,
        Treated = ["mid"],
        Start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero),
        PeriodSeconds = 604_800,
        PrePeriods = 3,
        PostPeriods = 1,
        Values = [ShopColumn("points")],
    };

    public static Agreement Agreement { get; } = SampleAgreement.Valid with
    {
        Datasets =
        [
            SampleDatasets.AdsTerms with
            {
                Id = Shop,
                Columns =
                [
                    SampleDatasets.Column("buyer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                    SampleDatasets.Column("bought_at", ColumnType.Timestamp, ColumnRole.Timestamp, new UndisclosedDomain()),
                    SampleDatasets.Column("entered", ColumnType.String, ColumnRole.Timestamp, new UndisclosedDomain()),
                    SampleDatasets.Column("amount", ColumnType.Double, ColumnRole.Numeric, new RangeDomain { Minimum = -100, Maximum = 1000 }),
                    SampleDatasets.Column("points", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 9 }),
                    SampleDatasets.Column("fortune", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = long.MinValue, Maximum = 1 }),
                    SampleDatasets.Column("age", ColumnType.Int64, ColumnRole.Numeric, new UndisclosedDomain()),
                    SampleDatasets.Column("bought", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }),
                ],
            },
            SampleDatasets.FeedsTerms with
            {
                Id = Media,
                Columns =
                [
                    SampleDatasets.Column("viewer", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
                    SampleDatasets.Column("seen_at", ColumnType.Date, ColumnRole.Timestamp, new UndisclosedDomain()),
                    SampleDatasets.Column("campaign", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["brand", "spring"] }),
                    SampleDatasets.Column("creative", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
                    SampleDatasets.Column("minutes", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 60 }),
                    SampleDatasets.Column("arm", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["exposed", "held out", "third"] }),
                    SampleDatasets.Column("region", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["east", "mid", "north", "south", "west"] }),
                ],
            },
        ],
        Queries = [Attribution, Lift, LabelLift, Markets],
    };

    public static ColumnReference ShopColumn(string column) => SampleAgreement.Column(Shop, column);

    public static ColumnReference MediaColumn(string column) => SampleAgreement.Column(Media, column);
}
