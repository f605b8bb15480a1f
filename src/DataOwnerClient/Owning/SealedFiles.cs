using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.DataOwnerClient.Ingestion;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Where a sealed version of a dataset lies: the ciphertext, and beside it the signed manifest.</summary>
internal static class SealedFiles
{
    private const string ManifestSuffix = ".manifest.cose";
    private const string CiphertextSuffix = ".parquet";
    private const string RotationSuffix = ".rotation.cose";

    internal static string CiphertextPath(string folder, DatasetId dataset, int version) => Path.Combine(folder, $"{dataset}-v{version}{CiphertextSuffix}");

    internal static string ManifestPath(string folder, DatasetId dataset, int version) => Path.Combine(folder, $"{dataset}-v{version}{ManifestSuffix}");

    /// <summary>Writes the manifest, which makes the ciphertext beside it the owner's.</summary>
    internal static void WriteManifest(string folder, SealedDataset data) => AtomicFile.Write(
        ManifestPath(folder, data.Manifest.Dataset, data.Manifest.Version), stream => stream.Write(data.SignedManifest));

    /// <summary>Where the list of a file's rewrapped keys lies, beside its manifest.</summary>
    internal static string RotationPath(string manifestPath) => manifestPath.EndsWith(ManifestSuffix, StringComparison.Ordinal)
        ? manifestPath[..^ManifestSuffix.Length] + RotationSuffix
        : throw ClientException.Usage($"{manifestPath}: a manifest's name ends in {ManifestSuffix}.");

    /// <summary>Writes the newest list of a file's rewrapped keys; the one before is kept under another name.</summary>
    internal static void WriteRotation(string manifestPath, byte[] rotation)
    {
        string path = RotationPath(manifestPath);
        if (File.Exists(path))
        {
            File.Copy(path, path + ".before", overwrite: true);
        }

        AtomicFile.Write(path, stream => stream.Write(rotation));
    }

    /// <summary>The signed list of a file's rewrapped keys, or null when they were never rotated.</summary>
    internal static byte[]? ReadRotation(string manifestPath) => File.Exists(RotationPath(manifestPath)) ? File.ReadAllBytes(RotationPath(manifestPath)) : null;

    /// <summary>Opens the list of a file's rewrapped keys, or null when they were never rotated.</summary>
    /// <exception cref="ClientException">It is damaged. Without it the data keys may be lost, so nothing goes on.</exception>
    internal static KeyRotation? OpenRotation(string manifestPath, SignedAgreement agreement)
    {
        if (ReadRotation(manifestPath) is not { } encoded)
        {
            return null;
        }

        return SignedDocument.TryOpen(encoded, agreement, out SignedDocument<KeyRotation>? rotation, out DocumentRefusal? refusal)
            ? rotation.Document
            : throw new ClientException($"{RotationPath(manifestPath)} is no list of rewrapped keys under this agreement: {refusal}. Restore it from your backup.");
    }

    /// <summary>Opens a manifest and finds its ciphertext.</summary>
    /// <param name="manifestPath">A file that ends in <c>.manifest.cose</c>.</param>
    /// <param name="signedManifest">Its bytes.</param>
    /// <param name="agreement">The agreement that it has to name.</param>
    /// <exception cref="ClientException">The manifest is not accepted, or the ciphertext is missing or of another length.</exception>
    internal static SealedDataset Open(string manifestPath, byte[] signedManifest, SignedAgreement agreement)
    {
        if (!SignedDocument.TryOpen(signedManifest, agreement, out SignedDocument<Manifest>? manifest, out DocumentRefusal? refusal))
        {
            throw new ClientException($"{manifestPath} is no manifest under this agreement: {refusal}. Encrypt the table again with `cleanroom encrypt`.");
        }

        if (!manifestPath.EndsWith(ManifestSuffix, StringComparison.Ordinal))
        {
            throw ClientException.Usage($"{manifestPath}: a manifest's name ends in {ManifestSuffix}, and its ciphertext lies beside it.");
        }

        FileInfo ciphertext = new(manifestPath[..^ManifestSuffix.Length] + CiphertextSuffix);
        return ciphertext.Exists && ciphertext.Length == manifest.Document.FileLength
            ? new SealedDataset(ciphertext.FullName, manifest.Document, signedManifest)
            : throw new ClientException($"{ciphertext.FullName} is missing, or not the file that its manifest vouches for. Encrypt the table again as a new version.");
    }
}
