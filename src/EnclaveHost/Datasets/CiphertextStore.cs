using System.Collections.Concurrent;
using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Datasets;

/// <summary>
/// Uploaded ciphertext on the operator's disk. Uploads arrive in pieces at stated offsets and can be resumed; a file counts
/// when it has the length that its manifest states. Whether it is the right file is decided by digests when it is opened.
/// </summary>
internal sealed class CiphertextStore
{
    private readonly string _folder;

    // One a file: whoever waits for the disk holds up nobody else's upload. There are as many as datasets and versions with a manifest.
    private readonly ConcurrentDictionary<string, Lock> _locks = new(StringComparer.Ordinal);

    internal CiphertextStore(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Bytes received so far.</summary>
    internal long Length(DatasetId dataset, int version)
    {
        FileInfo file = new(PathOf(dataset, version));
        return file.Exists ? file.Length : 0;
    }

    /// <summary>Writes a piece.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="version">Its version.</param>
    /// <param name="offset">Where the piece belongs: at most as many bytes as were received.</param>
    /// <param name="piece">The bytes.</param>
    /// <param name="total">The length that the manifest states.</param>
    /// <returns>The number of bytes received now, or -1 when the piece would leave a gap or exceed the total.</returns>
    /// <exception cref="IOException">The disk is full or broken; what had arrived before is as it was.</exception>
    internal long Write(DatasetId dataset, int version, long offset, ReadOnlySpan<byte> piece, long total)
    {
        string path = PathOf(dataset, version);
        lock (_locks.GetOrAdd(path, _ => new Lock()))
        {
            using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            long before = file.Length;
            if (offset < 0 || offset > before || offset + piece.Length > total)
            {
                return -1;
            }

            try
            {
                file.Position = offset;
                file.Write(piece);
                file.Flush(flushToDisk: true);
                return file.Length;
            }
            catch (IOException)
            {
                // Half a piece counts for nothing: the owner is told the offset from before, and the disk gets its space back.
                file.SetLength(before);
                throw;
            }
        }
    }

    /// <summary>Opens the ciphertext for reading.</summary>
    internal FileStream OpenRead(DatasetId dataset, int version) =>
        new(PathOf(dataset, version), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    // Names are validated identifiers: they hold no separator and no dot.
    private string PathOf(DatasetId dataset, int version) => Path.Combine(_folder, $"{dataset}.{version}.parquet");
}
