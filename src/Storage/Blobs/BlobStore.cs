using Azure.Core;
using Azure.Core.Pipeline;

namespace EnclaveCleanRoom.Storage.Blobs;

/// <summary>A container of Azure Blob Storage, or of what speaks its REST interface.</summary>
internal sealed class BlobStore : IObjectStore
{
    private const int ReadAttempts = 4;

    private readonly BlobAddress _address;
    private readonly StoreOptions _options;
    private readonly BlobPipeline _pipeline;
    private readonly HttpPipelineTransport _transport;

    private BlobStore(BlobAddress address, TokenCredential? credential, StoreOptions options, HttpPipelineTransport transport)
    {
        _address = address;
        _options = options;
        _transport = transport;
        _pipeline = new BlobPipeline(address, credential, options, transport);
    }

    public string Place => _address.ToString();

    public static BlobStore Create(BlobAddress address, TokenCredential? credential, StoreOptions options, HttpPipelineTransport? transport = null) =>
        new(address, credential, options, transport ?? BlobPipeline.CreateTransport(options.Roots));

    public async Task<StoreResult<long>> GetLengthAsync(ObjectName name, CancellationToken cancellationToken = default)
    {
        using BlobAnswer answer = await _pipeline.SendAsync(RequestMethod.Head, name, "", null, status => status == 200, cancellationToken).ConfigureAwait(false);
        return answer.Failure is not null ? answer.Failure
            : answer.Response!.Headers.ContentLengthLong is long length ? length
            : BlobFailures.Malformed(answer.Response.Status, "The service does not say how long the blob is.");
    }

    public async Task<StoreResult<int>> ReadAsync(ObjectName name, long offset, Memory<byte> target, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (target.IsEmpty)
        {
            return 0;
        }

        StoreFailure? failure = null;
        for (int attempt = 0; attempt < ReadAttempts; attempt++)
        {
            failure = await TryReadAsync(name, offset, target, cancellationToken).ConfigureAwait(false);
            if (failure is not { Reason: StoreFailureReason.Unavailable, Status: 206 })
            {
                break;
            }
        }

        return failure is null ? target.Length : failure;
    }

    public Task<StoreResult<Upload>> UploadAsync(ObjectName name, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new BlockUpload(_pipeline, name, _options).RunAsync(content, progress, cancellationToken);
    }

    public void Dispose() => (_transport as IDisposable)?.Dispose();

    /// <summary>One range; a connection that breaks within the answer is <see cref="StoreFailureReason.Unavailable"/> with status 206.</summary>
    private async Task<StoreFailure?> TryReadAsync(ObjectName name, long offset, Memory<byte> target, CancellationToken cancellationToken)
    {
        using BlobAnswer answer = await _pipeline.SendAsync(
            RequestMethod.Get,
            name,
            "",
            request => request.Headers.Add("x-ms-range", $"bytes={offset}-{offset + target.Length - 1}"),
            status => status is 200 or 206,
            cancellationToken).ConfigureAwait(false);
        if (answer.Failure is not null)
        {
            return answer.Failure;
        }

        if (answer.Response!.Status != 206 || answer.Response.ContentStream is null)
        {
            return BlobFailures.Malformed(answer.Response.Status, "The service answered a range with something else.");
        }

        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_options.Deadline);
        try
        {
            int read = await answer.Response.ContentStream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, deadline.Token).ConfigureAwait(false);
            return read == target.Length ? null : new StoreFailure(StoreFailureReason.OutOfRange, 206, null, "The blob ends before the range does.");
        }
        catch (Exception exception) when (exception is IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new StoreFailure(StoreFailureReason.Unavailable, 206, null, "The connection broke within an answer.");
        }
    }
}
