using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Accounts for each mapped file with code in it.</summary>
internal static class MappedCode
{
    /// <summary>Sorts the mapped files: published and runtime files are digested with their folders, the rest is foreign.</summary>
    public static MeasurementFailure TryListForeign(
        int processId,
        IReadOnlyList<MappedFile> mapped,
        string publishDirectory,
        IReadOnlyList<MeasuredFile> published,
        RuntimeLayout layout,
        out IReadOnlyList<MeasuredFile> foreign)
    {
        List<MeasuredFile> other = [];
        foreign = other;
        HashSet<string> publishedPaths = [.. published.Select(file => Path.Combine(publishDirectory, file.Path))];
        foreach (MappedFile file in mapped)
        {
            bool isAccountedFor = !file.IsDeleted
                && (publishedPaths.Contains(file.Path) || layout.Covers(file.Path) || IsSystemLibrary(file.Path, layout));
            if (isAccountedFor)
            {
                continue;
            }

            if (TryDigest(processId, file) is not Digest256 digest)
            {
                return MeasurementFailure.MappedFileGone;
            }

            other.Add(new MeasuredFile(file.Path, digest));
        }

        return MeasurementFailure.None;
    }

    // A distribution may keep .NET below /usr/lib: there, only the digested folders count as known.
    private static bool IsSystemLibrary(string path, RuntimeLayout layout) =>
        SystemImage.HoldsLibrary(path) && (layout.Root is null || !path.StartsWith(layout.Root + "/", StringComparison.Ordinal));

    // The kernel still knows the content of a deleted file, but shows it to the privileged only. Otherwise: no measurement.
    private static Digest256? TryDigest(int processId, MappedFile file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file.IsDeleted ? $"/proc/{processId}/map_files/{file.Range}" : file.Path);
            return new Digest256(SHA256.HashData(stream));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
