using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Storage;

namespace EnclaveCleanRoom.EnclaveHost.Datasets;

/// <summary>Finds a dataset's ciphertext: what was uploaded to this room comes first, then the store that the operator named, if any.</summary>
/// <param name="uploads">What was uploaded to this room.</param>
/// <param name="store">The store; null when the operator named none.</param>
/// <param name="agreement">The agreement's hash, under which a store keeps its files.</param>
/// <param name="folder">Where files are made into which is fetched.</param>
internal sealed class CiphertextSource(CiphertextStore uploads, IObjectStore? store, Digest256 agreement, string folder)
{
    /// <summary>Whether what was not uploaded to this room may lie elsewhere.</summary>
    internal bool MayLieElsewhere => store is not null;

    /// <summary>Opens the ciphertext of a manifest; of a stored one, its end.</summary>
    internal async Task<StoreResult<CiphertextFile>> OpenAsync(Manifest manifest, CancellationToken cancellationToken) =>
        store is null || uploads.Length(manifest.Dataset, manifest.Version) == manifest.FileLength
            ? CiphertextFile.Uploaded(uploads.OpenRead(manifest.Dataset, manifest.Version))
            : await CiphertextFile.FetchAsync(
                store, ObjectName.Parse(DatasetBinding.StoredName(agreement, manifest.Dataset, manifest.Version)), manifest.FileLength, folder, cancellationToken);
}
