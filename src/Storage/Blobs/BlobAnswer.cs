using Azure;
using Azure.Core;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>An answer of the service, or why there is none. The exchange, where there is one, is the caller's to dispose of.</summary>
internal readonly record struct BlobAnswer(HttpMessage? Exchange, StoreFailure? Failure) : IDisposable
{
    public Response? Response => Exchange?.Response;

    public void Dispose() => Exchange?.Dispose();
}
