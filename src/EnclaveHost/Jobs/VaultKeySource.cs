using System.Security.Cryptography;
using Azure.Core;
using Azure.Identity;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Key-encryption keys out of the vaults that the agreement names, trusted by the agreement's roots and judged by the room's clock.</summary>
internal sealed class VaultKeySource(Room room, TokenCredential credential) : IKeySource
{
    private const int NonceSize = 24;

    public async Task<Step<ReleasedKey>> ReleaseAsync(DatasetTerms dataset, string version, string attestationToken, CancellationToken cancellationToken)
    {
        // Fresh each time. A vault that repeats it proves that its answer is not an old one.
        string nonce = Base64UrlText.Encode(RandomNumberGenerator.GetBytes(NonceSize));
        using KeyVaultClient vault = Connect(dataset.KeyEncryptionKey);
        try
        {
            KeyVaultResult<ReleasedKey> result = await vault.ReleaseAsync(
                dataset.KeyEncryptionKey.Segments[2].TrimEnd('/'), version, attestationToken, nonce, room.Keys.UnwrappingKey, cancellationToken);
            return result.Value is { } key
                ? key
                : Refuse(dataset, $"{result.Failure!.Reason} {result.Failure.Status} {result.Failure.Code}: {result.Failure.Message}");
        }
        catch (AuthenticationFailedException exception)
        {
            return Refuse(dataset, "no access token for the vault: " + exception.Message.Split('\n')[0]);
        }
    }

    /// <summary>Under which roots the agreement believes vaults.</summary>
    internal static KeyVaultTrust TrustOf(Room room) => room.Anchors.Services.IsSystem ? KeyVaultTrust.System : KeyVaultTrust.Named(room.Anchors.Services.Roots);

    internal KeyVaultClient Connect(Uri key) => new(
        new Uri(key.GetLeftPart(UriPartial.Authority)),
        credential,
        TrustOf(room),
        new RoomTimeProvider(room.Clock));

    private static Denial Refuse(DatasetTerms dataset, string found) => new(
        DenialCode.KeyNotReleased, $"key of {dataset.Id}", found, $"release of {dataset.KeyEncryptionKey}", dataset.Owner.ToString());
}
