using EnclaveCleanRoom.Parquet;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Datasets;

/// <summary>
/// A dataset's ciphertext as a file on the disk: the one that was uploaded to this room, or an empty one of the same length into which
/// ranges are fetched from the store that the operator named. Only what a job needs is fetched, and all of it before anybody pays.
/// </summary>
/// <remarks>Neither the store nor the disk is trusted. What is fetched counts when it has the digests of the owner's manifest.</remarks>
internal sealed class CiphertextFile : IDisposable
{
    private const int PieceSize = 4 << 20;
    private const int Parallelism = 4;
    private const int MagicSize = 4;

    private readonly IObjectStore? _store;
    private readonly ObjectName _name;

    private CiphertextFile(FileStream stream, IObjectStore? store, ObjectName name) => (Stream, _store, _name) = (stream, store, name);

    /// <summary>The file; outside what was fetched it holds zeros.</summary>
    internal FileStream Stream { get; }

    /// <summary>A file that is whole already.</summary>
    internal static CiphertextFile Uploaded(FileStream stream) => new(stream, null, default);

    /// <summary>Makes an empty file and fetches into it the end of a stored object, in which its footer lies.</summary>
    /// <param name="store">Where it is fetched from.</param>
    /// <param name="name">The object.</param>
    /// <param name="length">The length that the manifest states.</param>
    /// <param name="folder">Where the file is made; it goes away when it is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal static async Task<StoreResult<CiphertextFile>> FetchAsync(
        IObjectStore store, ObjectName name, long length, string folder, CancellationToken cancellationToken)
    {
        StoreResult<long> stored = await store.GetLengthAsync(name, cancellationToken);
        if (!stored.TryGet(out long found, out StoreFailure? failure))
        {
            return failure;
        }

        if (found != length)
        {
            return new StoreFailure(StoreFailureReason.NotFound, null, null, $"It has {found} bytes there.");
        }

        Directory.CreateDirectory(folder);
        CiphertextFile file = new(
            new FileStream(
                Path.Combine(folder, Path.GetRandomFileName() + ".parquet"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose, BufferSize = 0 }),
            store,
            name);
        file.Stream.SetLength(length);
        failure = await file.FetchEndAsync(length, cancellationToken);
        if (failure is null)
        {
            return file;
        }

        file.Dispose();
        return failure;
    }

    /// <summary>Fetches ranges; nothing when the file is whole.</summary>
    internal async Task<StoreFailure?> FetchAsync(IEnumerable<FileRange> ranges, CancellationToken cancellationToken)
    {
        if (_store is null)
        {
            return null;
        }

        StoreFailure? first = null;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ranges.SelectMany(Pieces), parallel, async (piece, cancellation) =>
        {
            if (Volatile.Read(ref first) is null && await FetchPieceAsync(piece, cancellation) is { } failure)
            {
                Interlocked.CompareExchange(ref first, failure, null);
            }
        });
        return first;
    }

    public void Dispose() => Stream.Dispose();

    private async Task<StoreFailure?> FetchEndAsync(long length, CancellationToken cancellationToken)
    {
        FileRange trailer = new(Math.Max(length - EncryptedFooter.TrailerSize, 0), Math.Min(length, EncryptedFooter.TrailerSize));
        if (await FetchAsync([new FileRange(0, Math.Min(length, MagicSize)), trailer], cancellationToken) is { } failure)
        {
            return failure;
        }

        // A file that ends in no footer is left as it is: whoever opens it says so.
        byte[] end = new byte[EncryptedFooter.TrailerSize];
        bool isWhole = RandomAccess.Read(Stream.SafeFileHandle, end, trailer.Offset) == end.Length;
        return isWhole && EncryptedFooter.Find(end, length) is { } footer ? await FetchAsync([footer], cancellationToken) : null;
    }

    private async Task<StoreFailure?> FetchPieceAsync(FileRange piece, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[piece.Length];
        StoreResult<int> read = await _store!.ReadAsync(_name, piece.Offset, bytes, cancellationToken);
        if (!read.TryGet(out _, out StoreFailure? failure))
        {
            return failure;
        }

        await RandomAccess.WriteAsync(Stream.SafeFileHandle, bytes, piece.Offset, cancellationToken);
        return null;
    }

    private static IEnumerable<FileRange> Pieces(FileRange range)
    {
        for (long done = 0; done < range.Length; done += PieceSize)
        {
            yield return new FileRange(range.Offset + done, Math.Min(PieceSize, range.Length - done));
        }
    }
}
