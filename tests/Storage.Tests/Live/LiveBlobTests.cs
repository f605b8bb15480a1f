using Azure.Core;

namespace EnclaveCleanRoom.Storage.Tests.Live;

/// <summary>
/// The same round trip in a real storage account. It runs where a container and a signature of yours are named, and says so where they
/// are not. What it makes stays there under a fresh name.
/// </summary>
[Trait("suite", "live")]
public sealed class LiveBlobTests
{
    private const string ContainerVariable = "CLEANROOM_LIVE_CONTAINER";
    private const string SignatureVariable = "CLEANROOM_LIVE_CONTAINER_SAS";

    [Fact]
    public async Task A_file_is_uploaded_to_a_real_container_in_blocks_and_read_back()
    {
        string? container = Environment.GetEnvironmentVariable(ContainerVariable);
        string? signature = Environment.GetEnvironmentVariable(SignatureVariable);
        Assert.SkipWhen(
            string.IsNullOrEmpty(container) || string.IsNullOrEmpty(signature),
            $"live: set {ContainerVariable} (https://ACCOUNT.blob.core.windows.net/CONTAINER) and {SignatureVariable} (sp=rcw) to run it");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.True(
            StoreLocation.TryOpen(container, signature, (TokenCredential?)null, new StoreOptions { BlockSize = 1 << 20 }, out IObjectStore? store, out StoreLocationFailure failure),
            $"{failure}");
        using (store)
        {
            byte[] content = Bytes.Of(5_000_000);
            ObjectName name = ObjectName.Parse($"live/{Guid.NewGuid():n}.parquet");
            Assert.Equal(new Upload(content.Length, 0), Bytes.ValueOf(await store.UploadAsync(name, new MemoryStream(content), null, cancellation)));
            Assert.Equal(content.Length, Bytes.ValueOf(await store.GetLengthAsync(name, cancellation)));
            byte[] range = new byte[1_500_000];
            Bytes.ValueOf(await store.ReadAsync(name, 900_000, range, cancellation));
            Assert.Equal(content.AsSpan(900_000, range.Length).ToArray(), range);
            Assert.Equal(new Upload(content.Length, content.Length), Bytes.ValueOf(await store.UploadAsync(name, new MemoryStream(content), null, cancellation)));
            Assert.Equal(StoreFailureReason.AlreadyExists, Bytes.ReasonOf(await store.UploadAsync(name, new MemoryStream([1]), null, cancellation)));
        }
    }
}
