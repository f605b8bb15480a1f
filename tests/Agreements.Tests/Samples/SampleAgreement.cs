using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Tests.Samples;

/// <summary>A complete agreement of a publisher and an advertiser, consistent as it stands.</summary>
internal static class SampleAgreement
{
    public static PartyId Publisher { get; } = PartyId.Parse("publisher");

    public static PartyId Advertiser { get; } = PartyId.Parse("advertiser");

    public static DatasetId Feeds { get; } = DatasetId.Parse("feeds");

    public static DatasetId Ads { get; } = DatasetId.Parse("ads");

    public static TermsId Overlap { get; } = TermsId.Parse("overlap");

    public static TermsId Segments { get; } = TermsId.Parse("segments");

    public static TermsId Model { get; } = TermsId.Parse("model");

    public static DateTimeOffset Expires { get; } = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static Agreement Valid { get; } = new()
    {
        Format = Agreement.CurrentFormat,
        Title = "Readers who clicked",
        Purpose = "Measure whether what people read tells which advertisements they click.",
        LegalGround = "Consent, asked for by both parties in their applications.",
        Expires = Expires,
        Parties = [PartyOf(Publisher, "Streamline News"), PartyOf(Advertiser, "Acme Shoes")],
        Datasets = [SampleDatasets.FeedsTerms, SampleDatasets.AdsTerms],
        Privacy = new PrivacyTerms
        {
            Neighbours = PrivacyTerms.PersonNeighbours,
            StatementAttoDelta = 1_000_000_000_000,
            TrainingUsers = TrainingUsers.Unprotected,
            Budgets = [BudgetOf(Publisher, Advertiser), BudgetOf(Publisher, Publisher), BudgetOf(Advertiser, Advertiser), BudgetOf(Advertiser, Publisher)],
        },
        Queries = [SampleTerms.Overlap, SampleTerms.Segments, SampleTerms.Model],
        Enclave = SampleEvidence.Terms,
    };

    public static byte[] Json { get; } = AgreementDraft.WriteJson(Valid);

    public static SignedAgreement Signed { get; } = Open(Sign(Valid));

    public static ColumnReference Column(DatasetId dataset, string column) => new() { Dataset = dataset, Column = column };

    public static byte[] Sign(Agreement agreement) => Sign(AgreementDraft.WriteJson(agreement), [.. agreement.Parties.Select(party => party.Id.ToString())]);

    public static byte[] Sign(byte[] json, params string[] names) => TestMessage.Sign(json, SignedAgreement.ContentType, names);

    public static SignedAgreement Open(byte[] encoded)
    {
        Assert.True(SignedAgreement.TryOpen(encoded, out SignedAgreement? agreement, out DocumentRefusal? refusal), refusal?.ToString());
        return agreement;
    }

    public static Party PartyOf(PartyId id, string name) => new()
    {
        Id = id,
        Name = name,
        SigningKey = TestKey.PublicSigning(id.ToString()),
        EncryptionKey = TestKey.PublicEncryption(id.ToString()),
    };

    private static BudgetTerms BudgetOf(PartyId owner, PartyId requester) =>
        new() { MaximumJobsPerDay = 300, Owner = owner, Requester = requester, NanoRho = 50_000_000, AttoDelta = 500_000_000_000 };
}
