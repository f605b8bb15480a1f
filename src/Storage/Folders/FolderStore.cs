namespace EnclaveCleanRoom.Storage.Folders;

/// <summary>A folder, such as a share that is mounted. An object appears under its name when it is complete and on the disk.</summary>
internal sealed class FolderStore(string folder) : IObjectStore
{
    private const string Unfinished = ".partial";
    private const int PieceSize = 4 << 20;

    private readonly string _folder = Path.GetFullPath(folder);

    public string Place => _folder;

    public Task<StoreResult<long>> GetLengthAsync(ObjectName name, CancellationToken cancellationToken = default) => TryAsync(() =>
    {
        FileInfo file = new(PathOf(name));
        return Task.FromResult(file.Exists ? (StoreResult<long>)file.Length : NotFound());
    });

    public Task<StoreResult<int>> ReadAsync(ObjectName name, long offset, Memory<byte> target, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return TryAsync<int>(async () =>
        {
            await using FileStream file = new(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, useAsync: true);
            file.Position = offset;
            int read = await file.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return read == target.Length ? read : new StoreFailure(StoreFailureReason.OutOfRange, null, null, "The file ends before the range does.");
        });
    }

    public Task<StoreResult<Upload>> UploadAsync(ObjectName name, Stream content, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return TryAsync(async () =>
        {
            string path = PathOf(name);
            if (File.Exists(path))
            {
                await using FileStream existing = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
                bool isSame = existing.Length == content.Length
                    && await CommonPrefixAsync(existing, content, cancellationToken).ConfigureAwait(false) == content.Length;
                return isSame
                    ? (StoreResult<Upload>)new Upload(content.Length, content.Length)
                    : new StoreFailure(StoreFailureReason.AlreadyExists, null, null, "Another file lies under this name, and nothing is overwritten. Delete it, or upload a new version.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            long before;
            await using (FileStream unfinished = new(path + Unfinished, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
            {
                before = await CommonPrefixAsync(unfinished, content, cancellationToken).ConfigureAwait(false);
                unfinished.SetLength(before);
                await CopyAsync(content, unfinished, before, progress, cancellationToken).ConfigureAwait(false);
                if (unfinished.Length != content.Length)
                {
                    return new StoreFailure(StoreFailureReason.SourceChanged, null, null, "The file has another length than at the beginning.");
                }

                unfinished.Flush(flushToDisk: true);
            }

            File.Move(path + Unfinished, path, overwrite: false);
            return new Upload(content.Length, before);
        });
    }

    public void Dispose()
    {
        // Nothing is held between two calls.
    }

    private static async Task CopyAsync(Stream from, FileStream to, long offset, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        byte[] piece = new byte[PieceSize];
        from.Position = to.Position = offset;
        int read;
        while ((read = await from.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await to.WriteAsync(piece.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(offset += read);
        }
    }

    /// <summary>An interrupted upload may have been of other bytes: what is there counts as far as it is the same.</summary>
    private static async Task<long> CommonPrefixAsync(Stream there, Stream content, CancellationToken cancellationToken)
    {
        byte[] left = new byte[PieceSize];
        byte[] right = new byte[PieceSize];
        there.Position = content.Position = 0;
        long common = 0;
        while (true)
        {
            int some = await there.ReadAtLeastAsync(left, PieceSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            int others = await content.ReadAtLeastAsync(right, PieceSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            int same = left.AsSpan(0, some).CommonPrefixLength(right.AsSpan(0, others));
            common += same;
            if (same < PieceSize)
            {
                return common;
            }
        }
    }

    private static async Task<StoreResult<T>> TryAsync<T>(Func<Task<StoreResult<T>>> attempt)
    {
        try
        {
            return await attempt().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return NotFound();
        }
        catch (UnauthorizedAccessException)
        {
            return new StoreFailure(StoreFailureReason.Forbidden, null, null, "The file system does not allow it.");
        }
        catch (IOException exception)
        {
            // A file that somebody else holds, or one that appeared in between.
            const int SharingViolation = 11;
            return exception.HResult is SharingViolation or unchecked((int)0x80070020)
                ? new StoreFailure(StoreFailureReason.Busy, null, null, "Somebody else is uploading under this name.")
                : new StoreFailure(StoreFailureReason.Unavailable, null, null, "The folder cannot be used: " + exception.Message);
        }
    }

    private static StoreFailure NotFound() => new(StoreFailureReason.NotFound, null, null, "There is no such file.");

    // A name holds no segment that leads out of the folder.
    private string PathOf(ObjectName name) => Path.Combine(_folder, name.ToString());
}
