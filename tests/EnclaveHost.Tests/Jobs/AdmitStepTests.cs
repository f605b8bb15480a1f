using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Datasets;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Reasons of a denial that depend on time, and on a disk that was changed under a running instance.</summary>
public sealed class AdmitStepTests : IDisposable
{
    private static readonly InstanceKeys s_keys = InstanceKeys.Generate();

    private readonly LedgerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_job_under_an_agreement_that_has_expired_is_denied()
    {
        Room room = MakeRoom();
        room.Clock.NotBefore(SampleAgreement.Expires);
        Assert.Contains(DenialCode.AgreementExpired, Deny(room));
        Assert.Contains(DenialCode.JobExpired, Deny(room));
    }

    [Fact]
    public void A_grant_that_has_expired_opens_nothing()
    {
        Room room = MakeRoom();
        Record(room, LedgerHead.Empty);
        Assert.DoesNotContain(DenialCode.GrantExpired, Deny(room));
        room.Clock.NotBefore(SampleDocuments.Grant.Expires);
        Assert.Contains(DenialCode.GrantExpired, Deny(room));
    }

    [Fact]
    public void An_expired_grant_counts_for_no_budget()
    {
        Room room = MakeRoom();
        Record(room, LedgerHead.Empty);
        Assert.Equal(10_000_000, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
        Assert.Equal(0, Account(room, SampleAgreement.Publisher).Limit.NanoRho);
        room.Clock.NotBefore(SampleDocuments.Grant.Expires);
        Assert.Equal(0, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
    }

    [Fact]
    public void Grants_add_up_to_no_more_than_the_agreements_budget()
    {
        Room room = MakeRoom();
        foreach (int i in Enumerable.Range(1, 7))
        {
            Record(room, LedgerHead.Empty, $"grant-{i}");
        }

        Assert.Equal(50_000_000, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
    }

    [Fact]
    public void A_ledger_that_lost_a_head_which_an_owner_saw_denies_every_job()
    {
        Room room = MakeRoom();
        Record(room, room.Chain.Append(EntryKind.Grant, new byte[] { 1 }));
        Assert.DoesNotContain(DenialCode.LedgerRolledBack, Deny(room));
        Record(room, new LedgerHead { Size = 40, Hash = Digest256.Of("a head that was rolled back"u8) }, "grant-2");
        Assert.Contains(DenialCode.LedgerRolledBack, Deny(room));
    }

    [Fact]
    public void A_denial_names_the_party_whose_rule_it_was()
    {
        Assert.False(new AdmitStep(MakeRoom()).Admit(SignJob()).TryGet(out _, out Denial? denial));
        Assert.Equal(
            ["publisher", "advertiser"],
            denial.Reasons.Where(reason => reason.Code == DenialCode.ManifestMissing).Select(reason => reason.AskedBy));
    }

    private static BudgetAccount Account(Room room, PartyId requester) =>
        room.AccountOf(SampleAgreement.Publisher, requester, room.Grants.GrantsOf(SampleAgreement.Publisher));

    private static DenialCode[] Deny(Room room)
    {
        Assert.False(new AdmitStep(room).Admit(SignJob()).TryGet(out _, out Denial? denial));
        return [.. denial.Reasons.Select(reason => reason.Code)];
    }

    private static SignedDocument<Job> SignJob() => SampleDocuments.Open<Job>(SampleDocuments.Sign(
        SampleDocuments.Job with { Instance = s_keys.Identity.SigningKey }, "advertiser"));

    /// <summary>Records a manifest of the publisher's table and a grant for it.</summary>
    private static void Record(Room room, LedgerHead seen, string id = "grant-1")
    {
        SignedDocument<Manifest> manifest = SampleDocuments.Open<Manifest>(SampleDocuments.Sign(SampleDocuments.Manifest, "publisher"));
        room.Grants.TryRecord(manifest);
        Grant grant = SampleDocuments.Grant with
        {
            Id = GrantId.Parse(id),
            Instance = s_keys.Identity,
            LedgerHead = seen,
            Datasets = [new GrantedDataset { Dataset = SampleAgreement.Feeds, Version = 1, Manifest = manifest.Digest }],
        };
        Assert.True(room.Grants.TryRecord(SampleDocuments.Open<Grant>(SampleDocuments.Sign(grant, "publisher"))));
    }

    private Room MakeRoom()
    {
        string instance = s_keys.Identity.SigningKey.ToString();
        return new Room
        {
            Agreement = SampleAgreement.Signed,
            Keys = s_keys,
            Clock = _folder.Clock,
            Database = _folder.Database,
            Chain = _folder.Chain,
            Grants = new GrantBook(_folder.Database, _folder.Chain, SampleAgreement.Signed, instance),
            Jobs = new JobBook(_folder.Database),
            Requests = new RequestBook(_folder.Database),
            Budgets = new BudgetFilter(new SqliteReservationStore(_folder.Database, _folder.Chain, instance), SystemEntropy.Instance),
            Ciphertexts = new CiphertextStore(Path.Combine(_folder.Path, "ciphertext")),
            Anchors = SampleEvidence.Terms.ToTrustAnchors(),
            ReferenceValues = SampleEvidence.Terms.ToReferenceValues(),
            HostData = SampleEvidence.Terms.HostData[0],
        };
    }
}
