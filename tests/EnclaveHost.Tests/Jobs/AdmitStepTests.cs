using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Reasons of a denial that depend on time, and on a disk that was changed under a running instance.</summary>
public sealed class AdmitStepTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_job_under_an_agreement_that_has_expired_is_denied()
    {
        Room room = _room.Room;
        room.Clock.NotBefore(SampleAgreement.Expires);
        Assert.Contains(DenialCode.AgreementExpired, Deny(room));
        Assert.Contains(DenialCode.JobExpired, Deny(room));
    }

    [Fact]
    public void A_grant_that_has_expired_opens_nothing()
    {
        Room room = _room.Room;
        Record(room, LedgerHead.Empty);
        Assert.DoesNotContain(DenialCode.GrantExpired, Deny(room));
        room.Clock.NotBefore(SampleDocuments.Grant.Expires);
        Assert.Contains(DenialCode.GrantExpired, Deny(room));
    }

    [Fact]
    public void An_expired_grant_counts_for_no_budget()
    {
        Room room = _room.Room;
        Record(room, LedgerHead.Empty);
        Assert.Equal(10_000_000, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
        Assert.Equal(0, Account(room, SampleAgreement.Publisher).Limit.NanoRho);
        room.Clock.NotBefore(SampleDocuments.Grant.Expires);
        Assert.Equal(0, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
    }

    [Fact]
    public void Grants_add_up_to_no_more_than_the_agreements_budget()
    {
        Room room = _room.Room;
        foreach (int i in Enumerable.Range(1, 7))
        {
            Record(room, LedgerHead.Empty, $"grant-{i}");
        }

        Assert.Equal(50_000_000, Account(room, SampleAgreement.Advertiser).Limit.NanoRho);
    }

    [Fact]
    public void A_grant_counts_only_for_the_versions_that_it_names()
    {
        _room.Fill();
        SealedSample newer = SealedSample.Ads(version: 2);
        _room.Put(newer);
        Assert.Equal([DenialCode.GrantForOtherManifest], Deny(_room.Room));

        SignedDocument<Grant> small = SampleRoom.Grant(newer, "second", nanoRho: 2_000_000);
        Assert.True(_room.Room.Grants.TryRecord(small));
        Assert.True(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob()).TryGet(out AdmittedJob? admitted, out _));
        Assert.Equal(2_000_000, admitted.Accounts.Single(account => account.Id.Owner == "advertiser").Limit.NanoRho);
        Assert.Equal(2, admitted.Grants.Count);
        Assert.Contains(small.Digest, admitted.Grants);
    }

    [Fact]
    public void A_grant_of_the_right_version_but_another_manifest_opens_nothing()
    {
        SealedSample feeds = SealedSample.Feeds();
        SealedSample ads = SealedSample.Ads();
        _room.Put(feeds);
        _room.Put(ads);
        Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(feeds)));
        Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(
            ads, change: grant => grant with { Datasets = [grant.Datasets[0] with { Manifest = Digest256.Of("another"u8) }] })));
        Assert.Equal([DenialCode.GrantForOtherManifest], Deny(_room.Room));
    }

    [Fact]
    public void A_ledger_that_lost_a_head_which_an_owner_saw_denies_every_job()
    {
        Room room = _room.Room;
        room.Log.Append(LedgerEntryKind.Grant, new byte[] { 1 });
        Record(room, room.Log.Head);
        Assert.DoesNotContain(DenialCode.LedgerRolledBack, Deny(room));
        Record(room, new LedgerHead { Size = 40, Hash = Digest256.Of("a head that was rolled back"u8) }, "grant-2");
        Assert.Contains(DenialCode.LedgerRolledBack, Deny(room));
    }

    [Fact]
    public void A_denial_names_the_party_whose_rule_it_was()
    {
        Assert.False(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob()).TryGet(out _, out Denial? denial));
        Assert.Equal(
            ["publisher", "advertiser"],
            denial.Reasons.Where(reason => reason.Code == DenialCode.ManifestMissing).Select(reason => reason.AskedBy));
    }

    private static BudgetAccount Account(Room room, PartyId requester) =>
        room.AccountOf(SampleAgreement.Publisher, requester, room.Grants.GrantsOf(SampleAgreement.Publisher));

    private static DenialCode[] Deny(Room room)
    {
        Assert.False(new AdmitStep(room).Admit(SampleRoom.SignJob()).TryGet(out _, out Denial? denial));
        return [.. denial.Reasons.Select(reason => reason.Code)];
    }

    /// <summary>Records a manifest of the publisher's table and a grant for it.</summary>
    private static void Record(Room room, LedgerHead seen, string id = "grant-1")
    {
        SignedDocument<Manifest> manifest = SampleDocuments.Open<Manifest>(SampleDocuments.Sign(SampleDocuments.Manifest, "publisher"));
        room.Grants.TryRecord(manifest);
        Grant grant = SampleDocuments.Grant with
        {
            Id = GrantId.Parse(id),
            Instance = SampleRoom.Keys.Identity,
            LedgerHead = seen,
            Datasets = [new GrantedDataset { Dataset = SampleAgreement.Feeds, Version = 1, Manifest = manifest.Digest }],
        };
        Assert.True(room.Grants.TryRecord(SampleDocuments.Open<Grant>(SampleDocuments.Sign(grant, "publisher"))));
    }
}
