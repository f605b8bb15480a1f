using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.EnclaveHost.Datasets;

/// <summary>
/// Uploaded ciphertext on the operator's disk. Uploads arrive in pieces at stated offsets and can be resumed; a file counts
/// when it has the length that its manifest states. Whether it is the right file is decided by digests when it is opened.
/// </summary>
internal sealed class CiphertextStore
{
    private readonly string _folder;
    private readonly Lock _lock = new();

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
    internal long Write(DatasetId dataset, int version, long offset, ReadOnlySpan<byte> piece, long total)
    {
        lock (_lock)
        {
            using FileStream file = new(PathOf(dataset, version), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            if (offset < 0 || offset > file.Length || offset + piece.Length > total)
            {
                return -1;
            }

            file.Position = offset;
            file.Write(piece);
            file.Flush(flushToDisk: true);
            return file.Length;
        }
    }

    /// <summary>Opens the ciphertext for reading.</summary>
    internal FileStream OpenRead(DatasetId dataset, int version) =>
        new(PathOf(dataset, version), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    // Names are validated identifiers: they hold no separator and no dot.
    private string PathOf(DatasetId dataset, int version) => Path.Combine(_folder, $"{dataset}.{version}.parquet");
}
