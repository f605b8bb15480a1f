using System.Collections.Concurrent;
using EnclaveCleanRoom.Attestation;
using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>
/// Digests the shared .NET runtime, a hundred megabytes that every workload maps and nobody changes: a file is read again only
/// when its stamp differs from the one it was read under. The workload's own folder is never remembered; it is read each time.
/// </summary>
/// <remarks>
/// Stamps are the kernel's word about a file that was not written, which holds among programs that leave the system's clock and disks
/// alone. On real hardware the runtime's digest is fixed in the launch policy and enforced block by block; here, who can set the
/// clock or write to the disk beneath the file system could as well change what runs after it was measured.
/// </remarks>
/// <param name="time">The clock that the kernel stamps files by.</param>
internal sealed class SharedRuntime(TimeProvider time)
{
    // Far longer than the kernel's ticks, and than those of any file system that a runtime lies on.
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<(ulong Device, ulong Inode), (FileStamp Stamp, Digest256 Digest)> _known = new();

    /// <summary>Digests each of the runtime's folders.</summary>
    public MeasurementFailure TryDigest(RuntimeLayout layout, out IReadOnlyList<MeasuredFile> runtime)
    {
        List<MeasuredFile> folders = [];
        runtime = folders;
        foreach (string folder in layout.Folders)
        {
            MeasurementFailure failure = DirectoryDigest.TryDigestFiles(Path.Combine(layout.Root!, folder), Digest, out IReadOnlyList<MeasuredFile> files);
            if (failure != MeasurementFailure.None)
            {
                return failure;
            }

            folders.Add(new MeasuredFile(folder, MeasuredWorkload.DigestOfFolder(files)));
        }

        return MeasurementFailure.None;
    }

    /// <summary>SHA-256 of one file's content, remembered where nothing changed.</summary>
    public Digest256 Digest(string path) => FindKnown(path) ?? DigestAfresh(path);

    /// <summary>What the file digested to when it was read in the state that it is in now; null when it must be read.</summary>
    internal Digest256? FindKnown(string path) =>
        FileStamp.TryRead(path) is FileStamp stamp && _known.TryGetValue((stamp.Device, stamp.Inode), out (FileStamp Stamp, Digest256 Digest) known) && known.Stamp == stamp
            ? known.Digest
            : null;

    private Digest256 DigestAfresh(string path)
    {
        DateTimeOffset settledBefore = time.GetUtcNow() - s_settling;
        using SafeFileHandle file = DirectoryDigest.Open(path);
        FileStamp? before = FileStamp.TryRead(file);
        Digest256 digest = DirectoryDigest.Digest(file);

        // A file that changed a moment ago may change again within the same tick, and its stamp would not tell.
        if (before is FileStamp stamp && stamp.ChangedBefore(settledBefore) && FileStamp.TryRead(file) == before)
        {
            _known[(stamp.Device, stamp.Inode)] = (stamp, digest);
        }

        return digest;
    }
}
