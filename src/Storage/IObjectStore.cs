namespace EnclaveCleanRoom.Storage;

/// <summary>
/// A place for ciphertext: a folder, or a container of Azure Blob Storage. It is trusted with nothing but bytes being there: whether
/// they are the right ones is decided by whoever holds their digests.
/// </summary>
public interface IObjectStore : IDisposable
{
    /// <summary>The place in words, for messages: never with a signature or a token.</summary>
    public string Place { get; }

    /// <summary>The length of an object in bytes.</summary>
    /// <param name="name">The object.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>The length; <see cref="StoreFailureReason.NotFound"/> when there is no such object, or it has not been uploaded to its end.</returns>
    public Task<StoreResult<long>> GetLengthAsync(ObjectName name, CancellationToken cancellationToken = default);

    /// <summary>Reads one range of an object and nothing else.</summary>
    /// <param name="name">The object.</param>
    /// <param name="offset">Where the range begins, 0 or more.</param>
    /// <param name="target">Filled whole.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>How many bytes were read, always all; <see cref="StoreFailureReason.OutOfRange"/> when the object ends before the range does.</returns>
    public Task<StoreResult<int>> ReadAsync(ObjectName name, long offset, Memory<byte> target, CancellationToken cancellationToken = default);

    /// <summary>Uploads an object. What an interrupted upload of the same bytes had brought is not sent again; an object is never overwritten.</summary>
    /// <param name="name">The object.</param>
    /// <param name="content">The bytes, readable and seekable, from its beginning to its end; stays the caller's.</param>
    /// <param name="progress">Told the bytes that are there, from several threads; or null.</param>
    /// <param name="cancellationToken">Stops waiting and retrying; what has arrived is kept for the next attempt.</param>
    /// <returns>What was sent; <see cref="StoreFailureReason.AlreadyExists"/> when other bytes lie under this name.</returns>
    public Task<StoreResult<Upload>> UploadAsync(ObjectName name, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default);
}
