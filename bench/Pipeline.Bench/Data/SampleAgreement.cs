using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Identity;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Samples;

namespace EnclaveCleanRoom.Pipeline.Bench.Data;

/// <summary>
/// Both datasets and one question about them, as in an agreement. Bounds are so wide that no row is dropped: what is measured is the
/// model on every held-out row, and the other side has no such bounds. A plan reads nothing else of an agreement, so the rest is empty.
/// </summary>
internal static class SampleAgreement
{
    internal const int HeldOutPercent = 20;

    private const int NoBound = 10_000;

    internal static DatasetId AdsId { get; } = DatasetId.Parse("ads");

    internal static DatasetId FeedsId { get; } = DatasetId.Parse("feeds");

    internal static DatasetTerms Ads { get; } = Describe(AdsId, SampleColumns.Ads);

    internal static DatasetTerms Feeds { get; } = Describe(FeedsId, SampleColumns.Feeds);

    internal static CtrModelTerms Model { get; } = new()
    {
        Id = TermsId.Parse("model"),
        Requesters = [],
        Recipients = [],
        MaximumNanoRho = 1_000_000_000,
        MaximumAttoDelta = 0,
        AnswerAfterSeconds = QueryTerms.AsSoonAsComputed,
        Label = new ColumnReference { Dataset = AdsId, Column = AdvertisingTables.LabelColumn },
        Partner = FeedsId,
        Features =
        [
            .. SampleColumns.AdsFeatures.Select(column => new ColumnReference { Dataset = AdsId, Column = column.Name }),
            .. SampleColumns.FeedsFeatures.Select(column => new ColumnReference { Dataset = FeedsId, Column = column.Name }),
        ],
        HeldOutPercent = HeldOutPercent,
        RowsPerPerson = NoBound,
        ScoreBins = 64,
        MaximumTrees = 5000,
        MaximumLeaves = 1024,
    };

    internal static Agreement Document { get; } = new()
    {
        Format = Agreement.CurrentFormat,
        Title = "",
        Purpose = "",
        LegalGround = "",
        Expires = default,
        Parties = [],
        Datasets = [Ads, Feeds],
        Privacy = new PrivacyTerms
        {
            Neighbours = PrivacyTerms.PersonNeighbours,
            StatementAttoDelta = 1_000_000_000_000,
            TrainingUsers = TrainingUsers.Unprotected,
            Budgets = [],
        },
        Queries = [Model],
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

    /// <summary>Trees and leaves say nothing of which rows are held out; the comparison sets its own.</summary>
    internal static CtrModelQuery Query { get; } = new()
    {
        Terms = Model.Id,
        NanoRho = Model.MaximumNanoRho,
        Trees = 100,
        Leaves = 31,
        LearningRatePermille = 100,
        MinimumRowsPerLeaf = 20,
    };

    private static DatasetTerms Describe(DatasetId id, IReadOnlyList<ColumnTerms> columns) => new()
    {
        Id = id,
        Owner = PartyId.Parse("owner"),
        Description = "",
        KeyEncryptionKey = new Uri("https://vault.example/keys/key"),
        DualRelease = false,
        IdNormalisation = IdNormalisation.None,
        MaximumRowsPerPerson = NoBound,
        Rules = OwnerRules.None,
        Columns = columns,
    };
}
