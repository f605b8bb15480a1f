using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>The agreement that tests start from: two parties, the tables of <see cref="People"/>, three questions, ample budgets.</summary>
internal static class StandardAgreement
{
    internal const long MaximumNanoRho = 2_000_000_000;
    internal const long BudgetNanoRho = 90_000_000_000;
    internal const long BudgetAttoDelta = 900_000_000_000;

    private const long StatementAttoDelta = 1_000_000_000_000;

    internal static DatasetId Feeds { get; } = DatasetId.Parse("feeds");

    internal static DatasetId Ads { get; } = DatasetId.Parse("ads");

    internal static TermsId Overlap { get; } = TermsId.Parse("overlap");

    internal static TermsId Segments { get; } = TermsId.Parse("segments");

    internal static TermsId Model { get; } = TermsId.Parse("model");

    internal static ColumnReference Device { get; } = new() { Dataset = Feeds, Column = "device" };

    internal static Agreement Write(PartyKeyFolder publisher, PartyKeyFolder advertiser, TestRegion region, Digest256 hostData)
    {
        IReadOnlyList<PartyId> both = [publisher.Id, advertiser.Id];
        return new Agreement
        {
            Format = Agreement.CurrentFormat,
            Title = "A publisher and an advertiser",
            Purpose = "To see how many people both reach, and which of them click.",
            LegalGround = "Generated data of nobody.",
            Expires = InSeconds(TimeSpan.FromDays(1)),
            Parties = [publisher.Public, advertiser.Public],
            Datasets =
            [
                Dataset(Feeds, publisher, region, Text("user_id", ColumnRole.Id), Text("device", ColumnRole.Categorical), Number("visits", ColumnType.Int64, ColumnRole.Numeric)),
                Dataset(Ads, advertiser, region, Text("user_id", ColumnRole.Id), Text("slot", ColumnRole.Categorical), Number("price", ColumnType.Double, ColumnRole.Numeric), Number("label", ColumnType.Int64, ColumnRole.Label)),
            ],
            Privacy = new PrivacyTerms
            {
                Neighbours = PrivacyTerms.PersonNeighbours,
                StatementAttoDelta = StatementAttoDelta,
                TrainingUsers = TrainingUsers.Unprotected,
                Budgets = [.. both.SelectMany(requester => both.Select(owner => new BudgetTerms
                {
                    MaximumJobsPerDay = 100,
                    Owner = owner, Requester = requester, NanoRho = BudgetNanoRho, AttoDelta = BudgetAttoDelta,
                }))],
            },
            Queries = [OverlapTerms(both), SegmentsTerms(advertiser.Id, both), ModelTerms(advertiser.Id, both)],
            Enclave = region.Region.Describe(hostData),
        };
    }

    /// <summary>A time from now, in whole seconds as documents state it.</summary>
    internal static DateTimeOffset InSeconds(TimeSpan later) => DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.Add(later).ToUnixTimeSeconds());

    private static DatasetTerms Dataset(DatasetId id, PartyKeyFolder owner, TestRegion region, params ColumnTerms[] columns) => new()
    {
        Id = id,
        Owner = owner.Id,
        Description = $"The table of {owner.Name}.",
        KeyEncryptionKey = new Uri($"{region.Region.Vault}/keys/{id}-{Guid.NewGuid():n}"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.TrimmedLowerCase,
        MaximumRowsPerPerson = 10,
        Rules = OwnerRules.None,
        Columns = columns,
    };

    private static ColumnTerms Text(string name, ColumnRole role) => new()
    {
        Name = name,
        Type = ColumnType.String,
        Role = role,
        Domain = role == ColumnRole.Categorical ? new DiscoveredDomain() : new UndisclosedDomain(),
    };

    private static ColumnTerms Number(string name, ColumnType type, ColumnRole role) => new()
    {
        Name = name,
        Type = type,
        Role = role,
        Domain = role == ColumnRole.Label ? new LabelDomain { Positive = "1" } : new UndisclosedDomain(),
    };

    private static OverlapTerms OverlapTerms(IReadOnlyList<PartyId> both) => new()
    {
        Id = Overlap,
        Requesters = both,
        Recipients = both,
        MaximumNanoRho = MaximumNanoRho,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Left = Feeds,
        Right = Ads,
    };

    private static SegmentsTerms SegmentsTerms(PartyId requester, IReadOnlyList<PartyId> both) => new()
    {
        Id = Segments,
        Requesters = [requester],
        Recipients = both,
        MaximumNanoRho = MaximumNanoRho,
        MaximumAttoDelta = BudgetAttoDelta,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Rows = Ads,
        Partners = [Feeds],
        Keys = [Device, new ColumnReference { Dataset = Ads, Column = "slot" }],
        Filters = [],
        Outcomes = [new ColumnReference { Dataset = Ads, Column = "label" }],
        Amounts = [],
        MaximumGroups = 10,
        GroupsPerPerson = 1,
        RowsPerPersonAndGroup = 2,
        MinimumPeople = 20,
    };

    private static CtrModelTerms ModelTerms(PartyId requester, IReadOnlyList<PartyId> both) => new()
    {
        Id = Model,
        Requesters = [requester],
        Recipients = both,
        MaximumNanoRho = MaximumNanoRho,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Label = new ColumnReference { Dataset = Ads, Column = "label" },
        Partner = Feeds,
        Features =
        [
            new ColumnReference { Dataset = Ads, Column = "slot" }, new ColumnReference { Dataset = Ads, Column = "price" },
            Device, new ColumnReference { Dataset = Feeds, Column = "visits" },
        ],
        HeldOutPercent = 40,
        RowsPerPerson = 2,
        ScoreBins = 16,
        MaximumTrees = 50,
        MaximumLeaves = 31,
    };
}
