using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>
/// The samples' advertiser chose dual release, the publisher did not. Without the advertiser's own share no vault is even asked, whatever the vault
/// would release.
/// </summary>
public sealed class DualReleaseTests : IDisposable
{
    private readonly SampleRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task With_the_share_in_the_grant_both_tables_are_unlocked()
    {
        _room.Fill();
        Step<UnlockedJob> step = await new UnlockStep(_room.Room, new HeldKeys()).UnlockAsync(_room.AdmitJob(), TestContext.Current.CancellationToken);
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        unlocked.Dispose();
    }

    [Fact]
    public void A_grant_without_the_share_is_a_denial_at_the_door()
    {
        Fill(_ => []);
        Assert.False(new AdmitStep(_room.Room).Admit(SampleRoom.SignJob()).TryGet(out _, out Denial? denial));
        DenialReason reason = Assert.Single(denial.Reasons);
        Assert.Equal((DenialCode.ShareMissing, "share of ads", "advertiser"), (reason.Code, reason.Claim, reason.AskedBy));
    }

    [Fact]
    public async Task A_share_of_another_file_is_refused_before_any_vault_is_asked()
    {
        using KeyShare other = KeyShare.Generate();
        Fill(sample => [SampleRoom.Share(sample, share: other)]);
        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_share_sealed_for_another_version_dataset_instance_or_agreement_is_refused()
    {
        SealedSample ads = SealedSample.Ads();
        byte[][] contexts =
        [
            DatasetBinding.ShareContext(SampleAgreement.Signed.Hash, SampleRoom.Keys.Identity.SigningKey, SampleAgreement.Ads, 2),
            DatasetBinding.ShareContext(SampleAgreement.Signed.Hash, SampleRoom.Keys.Identity.SigningKey, SampleAgreement.Feeds, 1),
            DatasetBinding.ShareContext(SampleAgreement.Signed.Hash, Attestation.Digest256.Of("another instance"u8), SampleAgreement.Ads, 1),
            DatasetBinding.ShareContext(Attestation.Digest256.Of("another agreement"u8), SampleRoom.Keys.Identity.SigningKey, SampleAgreement.Ads, 1),
        ];
        foreach (byte[] context in contexts)
        {
            using SampleRoom room = new();
            Fill(room, ads, sample => [SampleRoom.Share(sample, context)]);
            await IsRefusedAsync(room);
        }
    }

    [Fact]
    public async Task A_share_sealed_to_another_instances_key_or_no_share_at_all_is_refused()
    {
        using RSA another = RSA.Create(3072);
        Fill(sample => [SampleRoom.Share(sample, wrappingKey: another)]);
        await IsRefusedAsync();
        using SampleRoom room = new();
        Fill(room, SealedSample.Ads(), sample => [new GrantedShare { Dataset = sample.Manifest.Dataset, Sealed = new byte[384] }]);
        await IsRefusedAsync(room);
    }

    [Fact]
    public async Task Of_several_grants_one_good_share_is_enough()
    {
        SealedSample ads = SealedSample.Ads();
        Fill(_room, ads, sample => [new GrantedShare { Dataset = sample.Manifest.Dataset, Sealed = new byte[384] }]);
        Assert.True(_room.Room.Grants.TryRecord(SampleRoom.Grant(ads, "second")));
        Step<UnlockedJob> step = await new UnlockStep(_room.Room, new HeldKeys()).UnlockAsync(_room.AdmitJob(), TestContext.Current.CancellationToken);
        Assert.True(step.TryGet(out UnlockedJob? unlocked, out Denial? denial), denial?.Reasons[0].ToString());
        unlocked.Dispose();
    }

    [Fact]
    public void Opened_shares_are_let_go_of()
    {
        _room.Fill();
        Assert.True(OpenedShares.Open(_room.Room, _room.AdmitJob().Job).TryGet(out OpenedShares? shares, out _));
        KeyShare share = shares.Find(SampleAgreement.Ads)!;
        Assert.Null(shares.Find(SampleAgreement.Feeds));
        shares.Dispose();
        Assert.Throws<ObjectDisposedException>(() => share.CopyTo(new byte[32]));
        Assert.Null(shares.Find(SampleAgreement.Ads));
    }

    private void Fill(Func<SealedSample, IReadOnlyList<GrantedShare>> shares) => Fill(_room, SealedSample.Ads(), shares);

    private static void Fill(SampleRoom room, SealedSample ads, Func<SealedSample, IReadOnlyList<GrantedShare>> shares)
    {
        SealedSample feeds = SealedSample.Feeds();
        room.Put(feeds);
        room.Put(ads);
        Assert.True(room.Room.Grants.TryRecord(SampleRoom.Grant(feeds)));
        Assert.True(room.Room.Grants.TryRecord(SampleRoom.Grant(ads, change: grant => grant with { Shares = shares(ads) })));
    }

    private Task IsRefusedAsync() => IsRefusedAsync(_room);

    private static async Task IsRefusedAsync(SampleRoom room)
    {
        HeldKeys keys = new();
        Step<UnlockedJob> step = await new UnlockStep(room.Room, keys).UnlockAsync(room.AdmitJob(), TestContext.Current.CancellationToken);
        Assert.False(step.TryGet(out _, out Denial? denial));
        DenialReason reason = Assert.Single(denial.Reasons);
        Assert.Equal((DenialCode.ShareRefused, "share of ads", "advertiser"), (reason.Code, reason.Claim, reason.AskedBy));
        Assert.Empty(keys.Versions);
    }
}
