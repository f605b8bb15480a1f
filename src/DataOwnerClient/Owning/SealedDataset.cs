using EnclaveCleanRoom.Agreements;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>An encrypted file with its signed manifest, ready to leave the machine.</summary>
/// <param name="Path">The encrypted Parquet file.</param>
/// <param name="Manifest">What the owner vouches for.</param>
/// <param name="SignedManifest">The same, signed.</param>
internal sealed record SealedDataset(string Path, Manifest Manifest, byte[] SignedManifest);
