using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Demo;

/// <summary>
/// Drafts the demo's agreement: the parties' columns with their roles, four questions, budgets, and the simulated region's
/// anchors. Nothing in it was read off anybody's rows.
/// </summary>
internal static class DemoAgreement
{
    internal const long OverlapNanoRho = 10_000_000;
    internal const long SegmentsNanoRho = 200_000_000;
    internal const long ModelNanoRho = 500_000_000;
    internal const long SegmentsAttoDelta = 500_000_000_000;

    /// <summary>Left after everything the demo asks: enough for a small question, not for the one it is then refused.</summary>
    internal const long SpareNanoRho = 10_000_000;

    /// <summary>More than any budget of the demo, so that it is the budget that refuses a question beyond it and not the question's limits.</summary>
    private const long OverlapMaximumNanoRho = OverlapNanoRho + SegmentsNanoRho + ModelNanoRho + (2 * SpareNanoRho);

    /// <summary>Many times what an overlap takes, also on a machine that has other things to do. How long a model takes nobody knows beforehand.</summary>
    private const long OverlapAnswerSeconds = 5;

    private const long StatementAttoDelta = 1_000_000_000_000;

    internal static Agreement Draft(DemoTable publisher, DemoTable advertiser, SimulatedRegion region, Digest256 hostData, int? answerAfter) => new()
    {
        Format = Agreement.CurrentFormat,
        Title = "Demonstration: a publisher and an advertiser",
        Purpose = "To see how many people both reach, which segments click, and whether each other's columns improve prediction.",
        LegalGround = "Demonstration data; with real data, the consent named here.",
        Expires = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.AddDays(7).ToUnixTimeSeconds()),
        Parties = [publisher.Owner.Public, advertiser.Owner.Public],
        Datasets = [Describe(publisher, region), Describe(advertiser, region)],
        Privacy = new PrivacyTerms
        {
            Neighbours = PrivacyTerms.PersonNeighbours,
            StatementAttoDelta = StatementAttoDelta,
            TrainingUsers = TrainingUsers.Protected,
            Budgets = [.. Budgets(publisher, advertiser)],
        },
        Queries = [.. Questions(publisher, advertiser).Select(terms => answerAfter is { } seconds ? terms with { AnswerAfterSeconds = seconds } : terms)],
        Enclave = region.Describe(hostData),
    };

    internal static TermsId OverlapTermsId { get; } = TermsId.Parse("overlap");

    internal static TermsId SegmentsTermsOf(DemoTable primary) => TermsId.Parse($"segments-{primary.Owner.Id}");

    internal static TermsId ModelTermsOf(DemoTable primary) => TermsId.Parse($"model-{primary.Owner.Id}");

    private static IEnumerable<BudgetTerms> Budgets(DemoTable publisher, DemoTable advertiser)
    {
        foreach (DemoTable requester in new[] { publisher, advertiser })
        {
            foreach (DemoTable owner in new[] { publisher, advertiser })
            {
                long asked = requester == advertiser ? OverlapNanoRho : 0;
                asked += requester.Label is null ? 0 : SegmentsNanoRho + ModelNanoRho;
                yield return new BudgetTerms
                {
                    MaximumJobsPerDay = 100,
                    Owner = owner.Owner.Id,
                    Requester = requester.Owner.Id,
                    NanoRho = asked + SpareNanoRho,
                    AttoDelta = requester.Label is null ? 0 : SegmentsAttoDelta,
                };
            }
        }
    }

    private static IEnumerable<QueryTerms> Questions(DemoTable publisher, DemoTable advertiser)
    {
        IReadOnlyList<PartyId> both = [publisher.Owner.Id, advertiser.Owner.Id];
        yield return new OverlapTerms
        {
            Id = OverlapTermsId,
            Requesters = both,
            Recipients = both,
            MaximumNanoRho = OverlapMaximumNanoRho,
            MaximumAttoDelta = 0,
            AnswerAfterSeconds = OverlapAnswerSeconds,
            Left = publisher.Dataset,
            Right = advertiser.Dataset,
        };
        foreach ((DemoTable primary, DemoTable partner) in new[] { (advertiser, publisher), (publisher, advertiser) })
        {
            if (primary.Label is null)
            {
                continue;
            }

            ColumnReference label = new() { Dataset = primary.Dataset, Column = primary.Label.Name };
            List<ColumnReference> keys = [.. Columns(primary, IsKey), .. Columns(partner, IsKey)];
            if (keys.Count > 0)
            {
                yield return new SegmentsTerms
                {
                    Id = SegmentsTermsOf(primary),
                    Requesters = [primary.Owner.Id],
                    Recipients = both,
                    MaximumNanoRho = SegmentsNanoRho,
                    MaximumAttoDelta = SegmentsAttoDelta,
                    AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
                    Rows = primary.Dataset,
                    Partners = [partner.Dataset],
                    Keys = keys,
                    Filters = [],
                    Outcomes = [label],
                    Amounts = [],
                    MaximumGroups = 40,
                    GroupsPerPerson = 2,
                    RowsPerPersonAndGroup = 4,
                    MinimumPeople = 20,
                };
            }

            List<ColumnReference> features = [.. Columns(primary, IsFeature), .. Columns(partner, column => IsFeature(column) || column.Role == ColumnRole.Label)];
            if (features.Any(feature => feature.Dataset == primary.Dataset))
            {
                yield return Model(primary, partner, label, features, both);
            }
        }
    }

    private static PrivateModelTerms Model(DemoTable primary, DemoTable partner, ColumnReference label, IReadOnlyList<ColumnReference> features, IReadOnlyList<PartyId> both) => new()
    {
        Id = ModelTermsOf(primary),
        Requesters = [primary.Owner.Id],
        Recipients = both,
        MaximumNanoRho = ModelNanoRho,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = primary.Dataset,
        Partner = partner.Dataset,
        Label = label,
        Features = features,
        Kinds = [PrivateModelKind.Additive, PrivateModelKind.Logistic],
        Protects = ProtectedPeople.Everybody,
        HeldOutPercent = 40,
        RowsPerPerson = 4,
        ScoreBins = 20,
        HashBuckets = 64,
        MaximumRounds = DemoOptions.MostRounds,
        Segments = [],
        IntendedUse = "To see whether each other's columns improve prediction.",
    };

    private static bool IsKey(ColumnPlan column) => column.Role == ColumnRole.Categorical;

    /// <summary>Numbers are none: their bounds would have to be typed, because reading them off the rows would tell of people. Categories are told apart by a public hash.</summary>
    private static bool IsFeature(ColumnPlan column) =>
        column.Role is ColumnRole.Categorical or ColumnRole.MultiValued || column is { Role: ColumnRole.Timestamp, Type: ColumnType.Timestamp or ColumnType.Date };

    private static IEnumerable<ColumnReference> Columns(DemoTable table, Func<ColumnPlan, bool> which) =>
        table.Columns.Where(which).Select(column => new ColumnReference { Dataset = table.Dataset, Column = column.Name });

    private static DatasetTerms Describe(DemoTable table, SimulatedRegion region) => new()
    {
        Id = table.Dataset,
        Owner = table.Owner.Id,
        Description = table.Description,
        KeyEncryptionKey = new Uri($"{region.Vault}/keys/{table.Dataset}-{Guid.NewGuid():n}"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.TrimmedLowerCase,
        MaximumRowsPerPerson = 1000,
        Rules = OwnerRules.None,
        Columns = [.. table.Columns.Select(column => new ColumnTerms
        {
            Name = column.Name,
            Type = column.Type,
            Role = column.Role,
            Domain = column.Role switch
            {
                ColumnRole.Label => new LabelDomain { Positive = table.Positive },
                ColumnRole.Categorical or ColumnRole.MultiValued => new DiscoveredDomain(),
                _ => new UndisclosedDomain(),
            },
        })],
    };
}
