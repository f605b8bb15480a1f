using System.Buffers;
using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;
using Microsoft.Win32.SafeHandles;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Digests all files below a folder. What cannot be told plainly by names and contents is refused.</summary>
internal static class DirectoryDigest
{
    /// <summary>More files than this are no workload.</summary>
    public const int MaxFiles = 20_000;

    // A measurement reads a hundred megabytes and more: in large pieces, most of its time is the digest's.
    private const int PieceSize = 1 << 20;

    /// <summary>Reads and digests each file below <paramref name="root"/>, sorted by relative path.</summary>
    public static MeasurementFailure TryDigestFiles(string root, out IReadOnlyList<MeasuredFile> files) => TryDigestFiles(root, Digest, out files);

    /// <summary>Lists each file below <paramref name="root"/>, sorted by relative path, with the digest that <paramref name="digest"/> has of it.</summary>
    public static MeasurementFailure TryDigestFiles(string root, Func<string, Digest256> digest, out IReadOnlyList<MeasuredFile> files)
    {
        files = [];
        try
        {
            List<string> paths = [];
            foreach (FileSystemInfo entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            {
                bool isFolder = entry.Attributes.HasFlag(FileAttributes.Directory);
                // Opening a pipe could block for ever, and a link's target is not of this folder.
                if (entry.LinkTarget is not null || (!isFolder && FileIdentity.TryRead(entry.FullName) is not { IsRegular: true }))
                {
                    return MeasurementFailure.IrregularFile;
                }

                if (!isFolder)
                {
                    paths.Add(Path.GetRelativePath(root, entry.FullName));
                }

                if (paths.Count > MaxFiles)
                {
                    return MeasurementFailure.TooManyFiles;
                }
            }

            files = [.. paths.Order(StringComparer.Ordinal).Select(path => new MeasuredFile(path, digest(Path.Combine(root, path))))];
            return MeasurementFailure.None;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MeasurementFailure.FileUnreadable;
        }
    }

    /// <summary>SHA-256 of one file's content.</summary>
    public static Digest256 Digest(string path)
    {
        using SafeFileHandle file = Open(path);
        return Digest(file);
    }

    /// <summary>Opens a file that others may go on writing.</summary>
    public static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>SHA-256 of an open file's content.</summary>
    public static Digest256 Digest(SafeFileHandle file)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            long at = 0;
            for (int read; (read = RandomAccess.Read(file, piece, at)) > 0; at += read)
            {
                hash.AppendData(piece, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return new Digest256(hash.GetHashAndReset());
    }
}
