using System.Security.Cryptography;
using System.Text;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Digests all files below a folder. What cannot be told plainly by names and contents is refused.</summary>
internal static class DirectoryDigest
{
    /// <summary>More files than this are no workload.</summary>
    public const int MaxFiles = 20_000;

    /// <summary>Digests each file below <paramref name="root"/>, sorted by the bytes of the relative path.</summary>
    public static MeasurementFailure TryDigestFiles(string root, out IReadOnlyList<DigestedFile> files)
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

            files = [.. paths.Order(Utf8Order.Instance).Select(path => new DigestedFile(path, Digest(Path.Combine(root, path))))];
            return MeasurementFailure.None;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return MeasurementFailure.FileUnreadable;
        }
    }

    /// <summary>
    /// One digest for a whole folder: SHA-256 of the text that <c>sha256sum</c> prints for its files, in the order of
    /// <see cref="TryDigestFiles"/>: digest, two spaces, path, line feed.
    /// </summary>
    public static Digest256 Combine(IEnumerable<DigestedFile> files)
    {
        StringBuilder lines = new();
        foreach (DigestedFile file in files)
        {
            lines.Append(file.Digest).Append("  ").Append(file.Path).Append('\n');
        }

        return Digest256.Of(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    /// <summary>SHA-256 of one file's content.</summary>
    public static Digest256 Digest(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return new Digest256(SHA256.HashData(stream));
    }
}
