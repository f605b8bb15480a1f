using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Keys;

/// <summary>The advertiser chose dual release, the publisher did not, and one room answers both.</summary>
public sealed class DualReleaseTests(TestWorld world)
{
    [Fact]
    public async Task One_owner_with_a_share_and_one_without_are_answered_and_rotated_keys_open_too()
    {
        await using TestRoom room = await Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await room.FillAsync(StandardAgreement.Ads);
        Assert.IsType<DualRelease>(ads.Manifest.Release);
        await IsAnsweredAsync(room);

        KeyRotating rotating = new(room.Agreement, world.Advertiser, room.Deal.Region.Credential);
        KeyRotating.Rotated rotated = await rotating.RotateAsync(ads, null, TestContext.Current.CancellationToken);
        await rotating.DisableAsync(room.Deal.TermsOf(StandardAgreement.Ads), rotated.OldVersion, TestContext.Current.CancellationToken);
        using (RoomConnection connection = await room.ConnectAsync(world.Advertiser))
        {
            await Uploading.SendRotationAsync(connection, rotated.Rotation, TestContext.Current.CancellationToken);
        }

        await IsAnsweredAsync(room);
    }

    [Fact]
    public async Task A_second_instance_gets_nothing_from_the_vault_alone_and_a_stolen_grant_does_not_help_it()
    {
        Deal deal = Agree();
        await using TestRoom first = await deal.OpenRoomAsync();
        SealedDataset feeds = await first.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await first.FillAsync(StandardAgreement.Ads);
        byte[] granted = await first.WriteGrantAsync(ads);

        // The same measured code, the same vault, everything on the operator's disk; and the publisher grants it.
        await using TestRoom second = await deal.OpenRoomAsync();
        await second.UploadAsync(feeds);
        await second.UploadAsync(ads);
        Assert.Equal("", await second.GrantAsync(feeds));
        Assert.StartsWith("409 room.grantForOtherInstance", await second.TryAsync(world.Advertiser, HttpMethod.Post, "/grants", granted), StringComparison.Ordinal);
        Assert.StartsWith("denial.grantMissing", await DeniedAsync(second), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_without_its_share_and_one_with_the_share_of_another_dataset_are_denials()
    {
        Deal deal = Agree();
        await using TestRoom room = await deal.OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        await room.UploadAsync(ads);
        Assert.Equal("", await PostAsync(room, ads, _ => []));
        Assert.StartsWith("denial.shareMissing: share of ads", await DeniedAsync(room), StringComparison.Ordinal);

        Assert.Equal("", await PostAsync(room, ads, instance =>
        {
            using KeyShare other = KeyShare.Generate();
            using System.Security.Cryptography.RSA key = instance.RuntimeClaims.WrappingKey.ToRsa();
            return [new GrantedShare { Dataset = StandardAgreement.Ads, Sealed = other.SealTo(key, DatasetBinding.ShareContext(room.Agreement.Hash, instance.InstanceId, StandardAgreement.Ads, 1)) }];
        }));
        Assert.StartsWith("denial.shareRefused: share of ads", await DeniedAsync(room), StringComparison.Ordinal);

        Assert.Equal("", await room.GrantAsync(ads));
        await IsAnsweredAsync(room);
    }

    [Fact]
    public async Task An_owner_who_has_lost_its_share_cannot_grant_and_is_told_what_to_do()
    {
        using PartyKeyFolder advertiser = world.Keys("advertiser", "Advertiser");
        Deal standard = Agree();
        Agreement agreement = standard.Agreement.Agreement with
        {
            Parties = [.. standard.Agreement.Agreement.Parties.Select(party => party.Id == advertiser.Id ? advertiser.Public : party)],
        };
        Deal deal = new(world, world.Region, AgreementSigning.Sign(agreement, world.Publisher, advertiser), advertiser: advertiser);
        await using TestRoom room = await deal.OpenRoomAsync();
        SealedDataset ads = await deal.SealAsync(StandardAgreement.Ads);
        string share = new ShareFolder(advertiser, deal.Agreement.Hash).PathOf(StandardAgreement.Ads);
        File.Delete(share);
        ClientException lost = await Assert.ThrowsAsync<ClientException>(() => room.WriteGrantAsync(ads));
        Assert.Contains("Restore your key folder from its backup", lost.Message, StringComparison.Ordinal);

        // A share made anew is not the one that the file was sealed with.
        new ShareFolder(advertiser, deal.Agreement.Hash).OpenOrCreate(StandardAgreement.Ads).Dispose();
        lost = await Assert.ThrowsAsync<ClientException>(() => room.WriteGrantAsync(ads));
        Assert.Contains("is not the share with which version 1 of 'ads' was sealed", lost.Message, StringComparison.Ordinal);
    }

    private Deal Agree() => world.Agree(agreement => agreement with
    {
        Datasets = [.. agreement.Datasets.Select(dataset => dataset with { DualRelease = dataset.Id == StandardAgreement.Ads })],
    });

    private async Task<string> PostAsync(TestRoom room, SealedDataset data, Func<Attestation.AttestationResult, IReadOnlyList<GrantedShare>> shares)
    {
        byte[] granted = await room.WriteGrantAsync(data);
        Assert.True(Agreements.Documents.SignedDocument.TryOpen(granted, room.Agreement, out Agreements.Documents.SignedDocument<Grant>? grant, out _));
        Grant changed = grant.Document with { Id = GrantId.Parse($"g-{Guid.NewGuid():n}"), Shares = shares(await room.InstanceAsync()) };
        return await room.TryAsync(world.Advertiser, HttpMethod.Post, "/grants", Agreements.Documents.SignedDocument.Sign(changed, world.Advertiser.Signer));
    }

    private async Task IsAnsweredAsync(TestRoom room)
    {
        ResultVerification verification = await room.AskAndVerifyAsync(world.Advertiser, Questions.NewOverlap());
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
    }

    private async Task<string> DeniedAsync(TestRoom room)
    {
        JobOutcome outcome = await room.AskAsync(world.Advertiser, Questions.NewOverlap());
        Assert.Null(outcome.SignedResult);
        return Assert.Single(outcome.Denial);
    }
}
