using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Measurement;

/// <summary>Accounts for each mapped file with code in it.</summary>
internal static class MappedCode
{
    /// <summary>Sorts the mapped files: published and runtime files are digested with their folders, the rest is foreign.</summary>
    public static MeasurementFailure TryMeasure(
        int processId,
        IReadOnlyList<MappedFile> mapped,
        string publishDirectory,
        string executable,
        IReadOnlyList<MeasuredFile> published,
        out IReadOnlyList<MeasuredFile> runtime,
        out IReadOnlyList<MeasuredFile> foreign)
    {
        runtime = [];
        foreign = [];
        if (!RuntimeLayout.TryFind(publishDirectory, executable, mapped, out RuntimeLayout? layout))
        {
            return MeasurementFailure.RuntimeNotFound;
        }

        HashSet<string> publishedPaths = [.. published.Select(file => Path.Combine(publishDirectory, file.Path))];
        List<MeasuredFile> other = [];
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

        foreign = other;
        return TryDigestRuntime(layout, out runtime);
    }

    // A distribution may keep .NET below /usr/lib: there, only the digested folders count as known.
    private static bool IsSystemLibrary(string path, RuntimeLayout layout) =>
        SystemImage.HoldsLibrary(path) && (layout.Root is null || !path.StartsWith(layout.Root + "/", StringComparison.Ordinal));

    private static MeasurementFailure TryDigestRuntime(RuntimeLayout layout, out IReadOnlyList<MeasuredFile> runtime)
    {
        List<MeasuredFile> folders = [];
        runtime = folders;
        foreach (string folder in layout.Folders)
        {
            MeasurementFailure failure = DirectoryDigest.TryDigestFiles(Path.Combine(layout.Root!, folder), out IReadOnlyList<MeasuredFile> files);
            if (failure != MeasurementFailure.None)
            {
                return failure;
            }

            folders.Add(new MeasuredFile(folder, MeasuredWorkload.DigestOfFolder(files)));
        }

        return MeasurementFailure.None;
    }

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
