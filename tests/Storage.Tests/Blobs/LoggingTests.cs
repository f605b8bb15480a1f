using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using Azure.Core.Diagnostics;

namespace EnclaveCleanRoom.Storage.Tests.Blobs;

/// <summary>Even with everything that the client library can log switched on, no signature and no content is in it.</summary>
public sealed class LoggingTests
{
    [Fact]
    public async Task The_most_verbose_log_holds_neither_signature_nor_content()
    {
        ConcurrentQueue<string> lines = new();
        using AzureEventSourceListener listener = new((_, line) => lines.Enqueue(line), EventLevel.Verbose);
        FakeBlobs service = new((request, _) => request.Method == HttpMethod.Put ? FakeBlobs.Answer(201) : FakeBlobs.Answer(404, "BlobNotFound"));
        using IObjectStore store = service.Store();
        byte[] content = Bytes.Of(1000);
        Bytes.ValueOf(await store.UploadAsync(ObjectName.Parse("logged/feeds.1.parquet"), new MemoryStream(content), null, TestContext.Current.CancellationToken));
        string log = string.Join('\n', lines);
        Assert.Contains("logged/feeds.1.parquet", log, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(content.AsSpan(0, 24)), log, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(content.AsSpan(0, 12)), log, StringComparison.OrdinalIgnoreCase);
    }
}
