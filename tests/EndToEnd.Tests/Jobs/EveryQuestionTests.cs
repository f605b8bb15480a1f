using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Activation;
using EnclaveCleanRoom.DataOwnerClient.Terminal;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.Parquet;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>
/// Each kind of question once, over the wire: agreed, asked, computed in the room, signed, encrypted, verified, and put into lines. What the figures are is their own tests' business.
/// </summary>
public sealed class EveryQuestionTests(TestWorld world)
{
    private const int Viewers = 400;
    private const long NanoRho = 500_000_000;
    private static readonly DateTimeOffset s_start = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] s_campaigns = ["spring", "summer"];
    private static readonly string[] s_arms = ["control", "treatment"];
    private static readonly string[] s_creatives = ["film", "picture"];
    private static readonly string[] s_regions = ["east", "north", "south", "west"];
    private static readonly ColumnReference s_campaign = Seen("campaign");
    private static readonly ColumnReference s_creative = new() { Dataset = StandardAgreement.Ads, Column = "creative" };
    private static readonly ColumnReference s_label = new() { Dataset = StandardAgreement.Ads, Column = "label" };
    private static readonly ColumnReference s_boughtAt = new() { Dataset = StandardAgreement.Ads, Column = "bought_at" };

    [Fact]
    public async Task Every_kind_of_question_is_answered_and_its_answer_verifies()
    {
        Deal deal = Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds, table: Exposures());
        await room.FillAsync(StandardAgreement.Ads, table: Purchases());
        foreach ((Query query, Type answer) in Asked())
        {
            ResultVerification verification = await room.AskAndVerifyAsync(world.Advertiser, query);
            Assert.True(
                verification.Verdict == VerificationVerdict.Verified,
                query.GetType().Name + ": " + string.Join("; ", verification.Checks.Where(check => !check.Holds)));
            Assert.IsType(answer, verification.Result!.Answer);
            Assert.True(AnswerText.Write(verification.Result).Count() > 3);
            if (verification.Result.Answer is SuppressionAnswer or LookalikeAnswer)
            {
                Assert.Equal([world.Advertiser.Id], verification.Result.Recipients);
                Assert.Equal(PrivacyTerms.NeighboursToward(world.Advertiser.Id), verification.Result.Privacy.Neighbours);
                Assert.InRange(ActivationList.Of(verification.Result)!.People.Count, 1, Viewers);
            }
        }
    }

    private static IEnumerable<(Query Query, Type Answer)> Asked()
    {
        yield return (new OverlapQuery { Terms = TermsId.Parse("overlap"), NanoRho = NanoRho, Keys = [Seen("region")] }, typeof(OverlapAnswer));
        yield return (new CreativeQuery { Terms = TermsId.Parse("creative"), NanoRho = NanoRho, Keys = [s_creative], Filters = [], FrequencyCap = 2 }, typeof(CreativeAnswer));
        yield return (
            new ProfileQuery { Terms = TermsId.Parse("profile"), NanoRho = NanoRho, Columns = [Seen("region")], Segment = new PartnerSegment() }, typeof(ProfileAnswer));
        yield return (
            new PrivateModelQuery
            {
                Terms = TermsId.Parse("ctr"),
                NanoRho = NanoRho,
                Model = PrivateModelKind.Logistic,
                Rounds = 4,
                ClipPercent = 100,
                CalibrationPermille = 100,
                QualityPermille = 200,
                Compare = true,
                Segments = [s_creative],
            },
            typeof(PrivateModelAnswer));
        yield return (
            new PrivateModelQuery
            {
                Terms = TermsId.Parse("ctr"),
                NanoRho = NanoRho,
                Model = PrivateModelKind.Trees,
                Rounds = 4,
                ClipPercent = 100,
                CalibrationPermille = 100,
                QualityPermille = 200,
                ReferencePermille = 200,
                ReferenceShards = 10,
                Compare = false,
                Segments = [],
            },
            typeof(PrivateModelAnswer));
        yield return (new ReachQuery { Terms = TermsId.Parse("reach"), NanoRho = NanoRho, Keys = [s_campaign], Filters = [], FrequencyCap = 3 }, typeof(ReachAnswer));
        yield return (
            new AttributionQuery
            {
                Terms = TermsId.Parse("attribution"),
                NanoRho = NanoRho,
                WindowSeconds = 7 * 86_400,
                Values = [],
                Models = [new LastTouchModel(), new TimeDecayModel { HalfLifeSeconds = 86_400 }],
            },
            typeof(AttributionAnswer));
        yield return (
            new SyntheticQuery { Terms = TermsId.Parse("synthetic"), NanoRho = NanoRho, Columns = [s_campaign, Seen("arm"), s_creative], Dependences = SyntheticDependences.Adaptive, Rows = 500, AttoDelta = 0 },
            typeof(SyntheticAnswer));
        yield return (new LiftQuery { Terms = TermsId.Parse("lift"), NanoRho = NanoRho, WindowSeconds = 0, Values = [] }, typeof(LiftAnswer));
        yield return (
            new MarketsQuery
            {
                Terms = TermsId.Parse("markets"),
                NanoRho = NanoRho,
                Treated = ["north"],
                Start = s_start,
                PeriodSeconds = 86_400,
                PrePeriods = 4,
                PostPeriods = 2,
                Values = [],
            },
            typeof(MarketsAnswer));
        yield return (new SuppressionQuery { Terms = TermsId.Parse("leave-out"), NanoRho = NanoRho, EpsilonPermille = 1000 }, typeof(SuppressionAnswer));
        yield return (new LookalikeQuery { Terms = TermsId.Parse("lookalike"), NanoRho = NanoRho, Size = new PermilleSize { Value = 100 } }, typeof(LookalikeAnswer));
    }

    private static Table Exposures()
    {
        int[] rows = [.. Enumerable.Range(0, 2 * Viewers)];
        return new Table(
            new StringColumn("user_id", [.. rows.Select(row => $"person{row / 2}")]),
            new StringColumn("campaign", [.. rows.Select(row => s_campaigns[row % 3 % 2])]),
            new StringColumn("arm", [.. rows.Select(row => s_arms[row / 2 % 2])]),
            new StringColumn("region", [.. rows.Select(row => s_regions[row / 2 % 4])]),
            new TimestampColumn("seen_at", [.. rows.Select(row => Micros(row % 3))]));
    }

    private static Table Purchases()
    {
        int[] people = [.. Enumerable.Range(100, Viewers)];
        return new Table(
            new StringColumn("user_id", [.. people.Select(person => $"person{person}")]),
            new StringColumn("creative", [.. people.Select(person => s_creatives[person % 2])]),
            new Int64Column("label", [.. people.Select(person => person % 5 == 0 ? 1L : 0L)]),
            new TimestampColumn("bought_at", [.. people.Select(person => Micros(1 + (person % 5)))]));
    }

    private static long Micros(int day) => s_start.AddDays(day).AddHours(12).ToUnixTimeMilliseconds() * 1000;

    private static ColumnReference Seen(string column) => new() { Dataset = StandardAgreement.Feeds, Column = column };

    private static ColumnTerms Category(string name, params string[] values) => new()
    {
        Name = name,
        Type = Agreements.ColumnType.String,
        Role = ColumnRole.Categorical,
        Domain = new VocabularyDomain { Values = values },
    };

    private static ColumnTerms Moment(string name) => new() { Name = name, Type = Agreements.ColumnType.Timestamp, Role = ColumnRole.Timestamp, Domain = new UndisclosedDomain() };

    private Deal Agree()
    {
        PartyId[] both = [world.Publisher.Id, world.Advertiser.Id];
        Agreement standard = StandardAgreement.Write(world.Publisher, world.Advertiser, world.Region, world.HostData);
        DatasetTerms feeds = standard.Datasets[0] with
        {
            Columns =
            [
                standard.Datasets[0].Columns[0], Category("campaign", s_campaigns), Category("arm", s_arms), Category("region", s_regions), Moment("seen_at"),
            ],
        };
        DatasetTerms ads = standard.Datasets[1] with
        {
            Columns = [standard.Datasets[1].Columns[0], Category("creative", s_creatives), standard.Datasets[1].Columns.Single(column => column.Role == ColumnRole.Label), Moment("bought_at")],
        };
        return world.Agree(_ => standard with
        {
            Datasets = [feeds, ads],
            Queries =
            [
                standard.Queries.OfType<OverlapTerms>().Single() with { Keys = [Seen("region")] },
                new PrivateModelTerms
                {
                    Id = TermsId.Parse("ctr"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Rows = ads.Id,
                    Partner = feeds.Id,
                    Label = s_label,
                    Features = [s_creative, s_boughtAt, s_campaign, Seen("region")],
                    Kinds = [PrivateModelKind.Logistic, PrivateModelKind.Trees],
                    Protects = ProtectedPeople.Everybody,
                    HeldOutPercent = 40,
                    RowsPerPerson = 2,
                    ScoreBins = 16,
                    HashBuckets = 16,
                    MaximumRounds = 5,
                    Segments = [s_creative],
                    IntendedUse = "To test.",
                },
                new CreativeTerms
                {
                    Id = TermsId.Parse("creative"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Response = s_label,
                    ShownAt = s_boughtAt,
                    Audience = [feeds.Id],
                    Keys = [s_creative],
                    Filters = [],
                    MaximumFrequency = 5,
                    CreativesPerPerson = 2,
                },
                new ProfileTerms
                {
                    Id = TermsId.Parse("profile"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    People = feeds.Id,
                    Partner = ads.Id,
                    Base = ProfileBase.Everybody,
                    Columns = [new ProfileColumn { Column = Seen("region"), Edges = [] }],
                    Segments = [],
                },
                new ReachTerms
                {
                    Id = TermsId.Parse("reach"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Exposures = feeds.Id,
                    Audience = [ads.Id],
                    Keys = [s_campaign],
                    Filters = [],
                    MaximumFrequency = 5,
                    GroupsPerPerson = 2,
                },
                new AttributionTerms
                {
                    Id = TermsId.Parse("attribution"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    ConvertedAt = s_boughtAt,
                    ExposedAt = Seen("seen_at"),
                    Campaign = s_campaign,
                    Values = [],
                    Models = [AttributionModelKind.LastTouch, AttributionModelKind.TimeDecay],
                    MaximumModels = 2,
                    LongestWindowSeconds = 30 * 86_400,
                    ConversionsPerPerson = 1,
                    TouchpointsPerConversion = 4,
                },
                new SyntheticTerms
                {
                    Id = TermsId.Parse("synthetic"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Rows = feeds.Id,
                    Joined = [ads.Id],
                    Columns = [.. new[] { s_campaign, Seen("arm"), s_creative }.Select(column => new SyntheticColumn { Column = column, Bins = 0, Chosen = 0 })],
                    Impossible = [new ImpossiblePair { First = s_campaign, FirstValue = s_campaigns[1], Second = s_creative, SecondValue = s_creatives[0] }],
                    RowsPerPerson = 2,
                    MaximumRows = 1000,
                    MaximumAdvantagePermille = 1000,
                    MaximumSinglingOutPermille = 1000,
                },
                new LiftTerms
                {
                    Id = TermsId.Parse("lift"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Arm = Seen("arm"),
                    Treatment = "treatment",
                    Control = "control",
                    TreatmentPermille = 500,
                    Outcome = new LabelOutcome { Label = s_label },
                    Values = [],
                },
                new MarketsTerms
                {
                    Id = TermsId.Parse("markets"),
                    Requesters = both,
                    Recipients = both,
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Market = Seen("region"),
                    OccurredAt = s_boughtAt,
                    Values = [],
                    MaximumPeriods = 20,
                    PeriodsPerPerson = 2,
                    RowsPerPersonAndPeriod = 2,
                },
                new SuppressionTerms
                {
                    Id = TermsId.Parse("leave-out"),
                    Requesters = [world.Advertiser.Id],
                    Recipients = [world.Advertiser.Id],
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Own = ads.Id,
                    Partner = feeds.Id,
                    MaximumPeople = 1000,
                },
                new LookalikeTerms
                {
                    Id = TermsId.Parse("lookalike"),
                    Requesters = [world.Advertiser.Id],
                    Recipients = [world.Advertiser.Id],
                    MaximumNanoRho = NanoRho,
                    MaximumAttoDelta = 0,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Seed = feeds.Id,
                    Audience = ads.Id,
                    Features = [s_creative, s_label],
                    Existing = [],
                    HeldOutPercent = 20,
                    MinimumSeed = 100,
                    Sizes = [new PermilleSize { Value = 100 }, new PeopleSize { Value = 20 }],
                },
            ],
        });
    }
}
