using EnclaveCleanRoom.Storage.Tests.Azurite;

namespace EnclaveCleanRoom.Storage.Tests.Blobs;

/// <summary>The contract against a real implementation of Azure's interface; and its refusals of signatures.</summary>
public sealed class AzuriteStoreTests(SharedAzurite azurite) : StoreContract, IClassFixture<SharedAzurite>
{
    [Fact]
    public async Task A_signature_that_only_reads_does_not_upload()
    {
        using IObjectStore store = await OpenAsync("r");
        Assert.Equal(StoreFailureReason.Forbidden, Bytes.ReasonOf(await store.UploadAsync(Name, new MemoryStream(Bytes.Of(10)), null, Cancellation)));
    }

    [Fact]
    public async Task A_signature_that_has_expired_reads_nothing()
    {
        using IObjectStore store = await OpenAsync("rcw", DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(StoreFailureReason.Forbidden, Bytes.ReasonOf(await store.GetLengthAsync(Name, Cancellation)));
        Assert.Equal(StoreFailureReason.Forbidden, Bytes.ReasonOf(await store.ReadAsync(Name, 0, new byte[1], Cancellation)));
    }

    [Fact]
    public async Task A_container_that_is_missing_is_not_found()
    {
        (AzuriteServer server, _) = await azurite.ContainerAsync(Cancellation);
        using IObjectStore store = Open(server, "elsewhere", server.Sign("rcw"));
        Assert.Equal(StoreFailureReason.NotFound, Bytes.ReasonOf(await store.UploadAsync(Name, new MemoryStream(Bytes.Of(10)), null, Cancellation)));
    }

    private protected override Task<IObjectStore> OpenAsync() => OpenAsync("rcw");

    private async Task<IObjectStore> OpenAsync(string permissions, DateTimeOffset? expires = null)
    {
        (AzuriteServer server, string container) = await azurite.ContainerAsync(Cancellation);
        return Open(server, $"{container}/room", server.Sign(permissions, expires));
    }

    private static IObjectStore Open(AzuriteServer server, string place, string signature)
    {
        StoreOptions options = new() { BlockSize = 64 << 10, Parallelism = 2, RetryDelay = TimeSpan.FromMilliseconds(1) };
        Assert.True(StoreLocation.TryOpen(server.AddressOf(place), signature, null, options, out IObjectStore? store, out StoreLocationFailure failure), $"{failure}");
        return store;
    }
}
