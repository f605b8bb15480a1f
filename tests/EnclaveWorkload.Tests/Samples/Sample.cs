using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.EnclaveWorkload.Tests.Samples;

/// <summary>Two datasets and terms over them. A plan reads nothing else of an agreement, so the rest is empty.</summary>
internal static class Sample
{
    public static DatasetId Feeds { get; } = DatasetId.Parse("feeds");

    public static DatasetId Ads { get; } = DatasetId.Parse("ads");

    public static OverlapTerms Overlap { get; } = new()
    {
        Id = TermsId.Parse("overlap"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Left = Ads,
        Right = Feeds,
    };

    public static SegmentsTerms Segments { get; } = new()
    {
        Id = TermsId.Parse("segments"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 1_000_000_000_000,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Ads,
        Partners = [Feeds],
        Keys = [Column(Feeds, "section"), Column(Feeds, "city"), Column(Ads, "slot"), Column(Ads, "campaign")],
        Filters = [Column(Feeds, "section"), Column(Ads, "slot"), Column(Ads, "price")],
        Outcomes = [Column(Ads, "label"), Column(Ads, "bought")],
        Amounts =
        [
            new AmountTerms { Column = Column(Ads, "price"), UnitsPerOne = 10, Lowest = 0, Highest = 300 },
            new AmountTerms { Column = Column(Ads, "margin"), UnitsPerOne = 100, Lowest = -500, Highest = 200 },
        ],
        MaximumGroups = 50,
        GroupsPerPerson = 2,
        RowsPerPersonAndGroup = 2,
        MinimumPeople = 20,
    };

    public static CtrModelTerms Model { get; } = new()
    {
        Id = TermsId.Parse("model"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 100_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Label = Column(Ads, "label"),
        Partner = Feeds,
        Features =
        [
            Column(Ads, "slot"), Column(Ads, "campaign"), Column(Ads, "price"), Column(Ads, "tags"),
            Column(Feeds, "section"), Column(Feeds, "city"), Column(Feeds, "age"), Column(Feeds, "interests"), Column(Feeds, "engaged"),
        ],
        HeldOutPercent = 30,
        RowsPerPerson = 2,
        ScoreBins = 64,
        MaximumTrees = 5000,
        MaximumLeaves = 1024,
    };

    public static DatasetTerms FeedsTerms { get; } = Dataset(
        Feeds,
        Terms("u_userId", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
        Terms("section", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["culture", "news", "sport"] }),
        Terms("city", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
        Terms("interests", ColumnType.String, ColumnRole.MultiValued, new UndisclosedDomain()),
        Terms("age", ColumnType.Int64, ColumnRole.Numeric, new UndisclosedDomain()),
        Terms("engaged", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    public static DatasetTerms AdsTerms { get; } = Dataset(
        Ads,
        Terms("user_id", ColumnType.String, ColumnRole.Id, new UndisclosedDomain()),
        Terms("slot", ColumnType.String, ColumnRole.Categorical, new VocabularyDomain { Values = ["side", "top"] }),
        Terms("campaign", ColumnType.String, ColumnRole.Categorical, new DiscoveredDomain()),
        Terms("tags", ColumnType.String, ColumnRole.MultiValued, new UndisclosedDomain()),
        Terms("price", ColumnType.Int64, ColumnRole.Numeric, new RangeDomain { Minimum = 0, Maximum = 40 }),
        Terms("margin", ColumnType.Double, ColumnRole.Numeric, new UndisclosedDomain()),
        Terms("bought", ColumnType.String, ColumnRole.Label, new LabelDomain { Positive = "yes" }),
        Terms("label", ColumnType.Int64, ColumnRole.Label, new LabelDomain { Positive = "1" }));

    public static ColumnReference Column(DatasetId dataset, string column) => new() { Dataset = dataset, Column = column };

    public static OverlapQuery AskOverlap(long nanoRho = 1_000_000_000) => new() { Terms = Overlap.Id, NanoRho = nanoRho };

    public static SegmentsQuery AskSegments(params ColumnReference[] keys) => new()
    {
        Terms = Segments.Id,
        NanoRho = 1_000_000_000,
        AttoDelta = keys.All(key => key.Column is "section" or "slot") ? 0 : 1_000_000_000_000,
        Keys = keys,
        Measures = Rates,
        Where = [],
        Having = [],
        OrderBy = [],
        Limit = 1000,
    };

    /// <summary>Rows, clicks and their ratio.</summary>
    public static IReadOnlyList<Measure> Rates { get; } =
    [
        new RowsMeasure { Name = Name("rows") },
        new OutcomeMeasure { Name = Name("clicks"), Column = Column(Ads, "label") },
        new RatioMeasure { Name = Name("ctr"), Of = Name("clicks"), Per = Name("rows") },
    ];

    /// <summary>Everything that can be noised, and what follows from it.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        .. Rates,
        new OutcomeMeasure { Name = Name("sales"), Column = Column(Ads, "bought") },
        new PeopleMeasure { Name = Name("people") },
        new AmountMeasure { Name = Name("cost"), Column = Column(Ads, "price") },
        new AmountMeasure { Name = Name("margin"), Column = Column(Ads, "margin") },
        new RatioMeasure { Name = Name("cvr"), Of = Name("sales"), Per = Name("clicks") },
        new IncrementMeasure { Name = Name("extra"), Of = Name("sales"), Per = Name("rows"), BaselinePerMillion = 100_000 },
        new RatioMeasure { Name = Name("cost-per-extra"), Of = Name("cost"), Per = Name("extra") },
    ];

    public static MeasureName Name(string name) => MeasureName.Parse(name);

    public static CtrModelQuery AskModel() => new()
    {
        Terms = Model.Id,
        NanoRho = 1_000_000_000,
        Trees = 6,
        Leaves = 6,
        LearningRatePermille = 300,
        MinimumRowsPerLeaf = 5,
    };

    public static Agreement Agreement(params QueryTerms[] terms) => new()
    {
        Format = EnclaveCleanRoom.Agreements.Agreement.CurrentFormat,
        Title = "",
        Purpose = "",
        LegalGround = "",
        Expires = default,
        Parties = [],
        Datasets = [FeedsTerms, AdsTerms],
        Privacy = new PrivacyTerms
        {
            Neighbours = PrivacyTerms.PersonNeighbours,
            StatementAttoDelta = 1_000_000_000_000,
            TrainingUsers = TrainingUsers.Unprotected,
            Budgets = [],
        },
        Queries = terms.Length > 0 ? terms : [Overlap, Segments, Model],
        Enclave = new EnclaveTerms
        {
            HostData = [],
            MinimumTcb = [],
            MinimumUvmSvn = 0,
            HardwareRoots = [],
            UvmIssuer = "",
            UvmFeed = "",
            AttestationAuthority = "",
            ServiceRoots = new SystemServiceRoots(),
        },
    };

    private static DatasetTerms Dataset(DatasetId id, params ColumnTerms[] columns) => new()
    {
        Id = id,
        Owner = PartyId.Parse("owner"),
        Description = "",
        KeyEncryptionKey = new Uri("https://vault.example/keys/key"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.None,
        MaximumRowsPerPerson = 100,
        Rules = OwnerRules.None,
        Columns = columns,
    };

    private static ColumnTerms Terms(string name, ColumnType type, ColumnRole role, ColumnDomain domain) =>
        new() { Name = name, Type = type, Role = role, Domain = domain };
}
