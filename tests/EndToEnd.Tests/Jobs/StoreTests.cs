using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.DataOwnerClient.Asking;
using EnclaveCleanRoom.DataOwnerClient.Owning;
using EnclaveCleanRoom.DataOwnerClient.Rooms;
using EnclaveCleanRoom.EndToEnd.Tests.Fixture;
using EnclaveCleanRoom.Storage;
using EnclaveCleanRoom.Storage.Tests.Azurite;

namespace EnclaveCleanRoom.EndToEnd.Tests.Jobs;

/// <summary>Owners upload to a store, the room reads there what a job needs, and nobody trusts the store.</summary>
public sealed class StoreTests(TestWorld world)
{
    [Fact]
    public async Task Tables_in_a_folder_are_asked_about_and_a_file_that_is_missing_or_changed_there_is_a_denial()
    {
        string folder = world.NewFolder("store");
        Assert.True(StoreLocation.TryOpen(folder, null, null, new StoreOptions(), out IObjectStore? store, out _));
        await using TestRoom room = await world.Agree().OpenRoomAsync(null, null, ("CLEANROOM_CIPHERTEXT", folder));
        (SealedDataset feeds, SealedDataset ads) = (await GrantAsync(room, StandardAgreement.Feeds), await GrantAsync(room, StandardAgreement.Ads));
        await UploadAsync(room, feeds, store);
        Assert.Equal("", await room.TryAsync(world.Advertiser, HttpMethod.Post, "/manifests", ads.SignedManifest));
        Assert.StartsWith("denial.ciphertextMissing", await DeniedAsync(room), StringComparison.Ordinal);

        await UploadAsync(room, ads, store);
        await IsAnsweredAsync(room);
        Assert.Empty(Directory.GetFiles(Path.Combine(room.DataFolder, "fetched")));
        Assert.Empty(Directory.GetFiles(Path.Combine(room.DataFolder, "ciphertext")));

        string file = Path.Combine(folder, DatasetBinding.StoredName(room.Agreement.Hash, StandardAgreement.Ads, 1));
        byte[] content = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        content[^20] ^= 1;
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        Assert.StartsWith("denial.ciphertextRefused: ciphertext of ads is DigestMismatch", await DeniedAsync(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_in_a_blob_container_are_asked_about()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using AzuriteServer azurite = await AzuriteServer.StartAsync("rooms", cancellation);
        string place = azurite.AddressOf("rooms/one");
        Assert.True(StoreLocation.TryOpen(place, azurite.Sign("rcw"), null, new StoreOptions { BlockSize = 64 << 10 }, out IObjectStore? store, out _));
        await using TestRoom room = await world.Agree().OpenRoomAsync(
            null, null, ("CLEANROOM_CIPHERTEXT", place), ("CLEANROOM_CIPHERTEXT_SAS", azurite.Sign("r")));
        foreach (DatasetId dataset in new[] { StandardAgreement.Feeds, StandardAgreement.Ads })
        {
            await UploadAsync(room, await GrantAsync(room, dataset), store);
        }

        await IsAnsweredAsync(room);
    }

    [Fact]
    public async Task A_store_whose_signature_does_not_read_is_a_denial_for_the_operator_that_spends_nothing()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using AzuriteServer azurite = await AzuriteServer.StartAsync("rooms", cancellation);
        string place = azurite.AddressOf("rooms");
        Assert.True(StoreLocation.TryOpen(place, azurite.Sign("rcw"), null, new StoreOptions(), out IObjectStore? store, out _));
        await using TestRoom room = await world.Agree().OpenRoomAsync(
            null, null, ("CLEANROOM_CIPHERTEXT", place), ("CLEANROOM_CIPHERTEXT_SAS", azurite.Sign("w")));
        foreach (DatasetId dataset in new[] { StandardAgreement.Feeds, StandardAgreement.Ads })
        {
            await UploadAsync(room, await GrantAsync(room, dataset), store);
        }

        string denial = await DeniedAsync(room);
        Assert.StartsWith("denial.ciphertextUnavailable", denial, StringComparison.Ordinal);
        Assert.Contains("Forbidden", denial, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", denial, StringComparison.Ordinal);
    }

    private static async Task<SealedDataset> GrantAsync(TestRoom room, DatasetId dataset)
    {
        SealedDataset data = await room.Deal.SealAsync(dataset);
        Assert.Equal("", await room.GrantAsync(data));
        return data;
    }

    private static async Task UploadAsync(TestRoom room, SealedDataset data, IObjectStore store)
    {
        using RoomConnection connection = await room.ConnectAsync(room.Deal.OwnerOf(data.Manifest.Dataset));
        Assert.Equal(0, await Uploading.UploadAsync(connection, data, store, null, TestContext.Current.CancellationToken));
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
