using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.DataOwnerClient.Owning;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>An upload piece by piece, for rooms that refuse it.</summary>
internal sealed class PieceUpload(TestRoom room, SealedDataset data)
{
    private string Target => $"/datasets/{data.Manifest.Dataset}/{data.Manifest.Version}/ciphertext";

    internal Task<string> PostManifestAsync(PartyKeyFolder owner) => room.TryAsync(owner, HttpMethod.Post, "/manifests", data.SignedManifest);

    internal Task<string> PutAsync(PartyKeyFolder owner, byte[] piece) => room.TryAsync(owner, HttpMethod.Put, $"{Target}?offset=0", piece);
}
