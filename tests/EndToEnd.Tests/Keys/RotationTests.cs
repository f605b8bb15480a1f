using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EndToEnd.Tests.Keys;

/// <summary>Owners take a key out of use, or give a file's data keys another wrapping, while a room runs.</summary>
public sealed class RotationTests(TestWorld world)
{
    [Fact]
    public async Task A_disabled_key_denies_the_next_job_and_an_enabled_one_answers_it()
    {
        await using TestRoom room = await world.Agree().OpenReadyRoomAsync();
        await IsAnsweredAsync(room);
        await SetEnabledAsync(room, isEnabled: false);
        Assert.StartsWith("denial.keyNotReleased: key of ads", await DeniedAsync(room), StringComparison.Ordinal);
        await SetEnabledAsync(room, isEnabled: true);
        await IsAnsweredAsync(room);
    }

    [Fact]
    public async Task Rotated_keys_open_the_same_file_under_the_same_manifest_and_grant_and_the_old_version_opens_nothing()
    {
        await using TestRoom room = await world.Agree().OpenRoomAsync();
        await room.FillAsync(StandardAgreement.Feeds);
        SealedDataset ads = await room.FillAsync(StandardAgreement.Ads);
        byte[] file = await File.ReadAllBytesAsync(ads.Path, TestContext.Current.CancellationToken);
        await IsAnsweredAsync(room);

        KeyRotating.Rotated first = await RotateAsync(room, ads, null);
        Assert.NotEqual(first.OldVersion, first.NewVersion);
        Assert.StartsWith("denial.keyNotReleased: key of ads", await DeniedAsync(room), StringComparison.Ordinal);
        await SendAsync(room, first.Rotation);
        await IsAnsweredAsync(room);

        // Once more, from the list of the first time.
        KeyRotating.Rotated second = await RotateAsync(room, ads, Open(room, first.Rotation));
        Assert.Equal(first.NewVersion, second.OldVersion);
        Assert.StartsWith("denial.keyNotReleased: key of ads", await DeniedAsync(room), StringComparison.Ordinal);
        await SendAsync(room, second.Rotation);
        await IsAnsweredAsync(room);

        Assert.StartsWith("409 room.superseded", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/rotations", first.Rotation), StringComparison.Ordinal);
        Assert.StartsWith("422 document.wrongSigner", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/rotations", ByAnother(room, second.Rotation)), StringComparison.Ordinal);
        Assert.Equal(file, await File.ReadAllBytesAsync(ads.Path, TestContext.Current.CancellationToken));
        Assert.Equal(file, await File.ReadAllBytesAsync(room.CiphertextFile(StandardAgreement.Ads), TestContext.Current.CancellationToken));
    }

    private async Task<KeyRotating.Rotated> RotateAsync(TestRoom room, SealedDataset data, KeyRotation? previous)
    {
        KeyRotating rotating = new(room.Agreement, world.Advertiser, room.Deal.Region.Credential);
        KeyRotating.Rotated rotated = await rotating.RotateAsync(data, previous, TestContext.Current.CancellationToken);
        await rotating.DisableAsync(room.Deal.TermsOf(StandardAgreement.Ads), rotated.OldVersion, TestContext.Current.CancellationToken);
        return rotated;
    }

    private static KeyRotation Open(TestRoom room, byte[] encoded)
    {
        Assert.True(SignedDocument.TryOpen(encoded, room.Agreement, out SignedDocument<KeyRotation>? rotation, out DocumentRefusal? refusal), refusal?.ToString());
        return rotation.Document;
    }

    private byte[] ByAnother(TestRoom room, byte[] rotation) => SignedDocument.Sign(Open(room, rotation), world.Publisher.Signer);

    private async Task SendAsync(TestRoom room, byte[] rotation)
    {
        using RoomConnection connection = await room.ConnectAsync(world.Advertiser);
        await Uploading.SendRotationAsync(connection, rotation, TestContext.Current.CancellationToken);
    }

    private static async Task SetEnabledAsync(TestRoom room, bool isEnabled)
    {
        DatasetTerms terms = room.Deal.TermsOf(StandardAgreement.Ads);
        KeyVaultKey key = await room.Deal.KeyOfAsync(StandardAgreement.Ads);
        TokenCredential owner = room.Deal.Region.Credential;
        using KeyVaultClient vault = KeyEncryptionKeys.Connect(room.Agreement, terms, owner);
        Assert.Equal(isEnabled, (await vault.SetEnabledAsync(key.Name, key.Version, isEnabled, TestContext.Current.CancellationToken)).Value?.IsEnabled);
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
