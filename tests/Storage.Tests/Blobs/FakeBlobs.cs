using System.Net;
using Azure.Core.Pipeline;
using EnclaveCleanRoom.Storage.Blobs;

namespace EnclaveCleanRoom.Storage.Tests.Blobs;

/// <summary>Answers requests as a test says, without a network, and remembers them.</summary>
internal sealed class FakeBlobs(Func<HttpRequestMessage, byte[], HttpResponseMessage> answer) : HttpMessageHandler
{
    internal const string Signature = "sv=2023-11-03&sp=rcw&sig=c2VjcmV0";

    private readonly Lock _lock = new();

    internal List<string> Requests { get; } = [];

    /// <summary>How long each answer is on its way.</summary>
    internal TimeSpan Delay { get; init; }

    internal IObjectStore Store(StoreOptions? options = null)
    {
        Assert.Equal(StoreLocationFailure.None, BlobAddress.TryParse("https://owner.blob.core.windows.net/rooms/one", Signature, out BlobAddress? address));
        return BlobStore.Create(
            address!,
            null,
            options ?? new StoreOptions { RetryDelay = TimeSpan.FromMilliseconds(1), BlockSize = 64 << 10, Parallelism = 1 },
            new HttpClientTransport(new HttpClient(this, disposeHandler: false)));
    }

    internal static HttpResponseMessage Answer(int status, string? code = null, byte[]? body = null)
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new ByteArrayContent(body ?? []) };
        response.Content.Headers.ContentLength = body?.Length ?? 0;
        if (code is not null)
        {
            response.Headers.Add("x-ms-error-code", code);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        await Task.Delay(Delay, cancellationToken);
        lock (_lock)
        {
            Assert.Equal("2023-11-03", Assert.Single(request.Headers.GetValues("x-ms-version")));
            Requests.Add($"{request.Method} {request.RequestUri!.PathAndQuery}");
            return answer(request, body);
        }
    }
}
