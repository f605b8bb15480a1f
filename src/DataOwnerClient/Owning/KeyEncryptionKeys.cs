using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>An owner's key-encryption keys in its vault: made after signing, because their release policy names the agreement's hash.</summary>
internal static class KeyEncryptionKeys
{
    /// <summary>Makes the key of a dataset under the agreement's release policy; asking again gives the same key.</summary>
    internal static async Task<KeyVaultKey> EnsureAsync(
        SignedAgreement agreement, DatasetTerms dataset, TokenCredential credential, CancellationToken cancellationToken, NewKeyOptions? options = null)
    {
        EnclaveTerms enclave = agreement.Agreement.Enclave;
        ReleasePolicy policy = ReleasePolicy.ForCleanRoom(enclave.AttestationAuthority, enclave.HostData, agreement.Hash);
        Uri kek = dataset.KeyEncryptionKey;
        ServiceTrust trust = enclave.ToTrustAnchors().Services;
        using KeyVaultClient vault = new(
            new Uri(kek.GetLeftPart(UriPartial.Authority)),
            credential,
            trust.IsSystem ? KeyVaultTrust.System : KeyVaultTrust.Named(trust.Roots));
        KeyVaultResult<KeyVaultKey> made = await vault.CreateKeyAsync(
            kek.Segments[2].TrimEnd('/'), policy, options ?? new NewKeyOptions(), cancellationToken);
        return made.Value ?? throw new ClientException(
            $"The vault made no key for {dataset.Id}: {made.Failure!.Reason}: {made.Failure.Message}"
            + (made.Failure.Reason == KeyVaultFailureReason.AlreadyExists
                ? $" A key serves one agreement: draft this one with a name of its own, --kek {dataset.Id}=https://VAULT/keys/NAME."
                : ""));
    }
}
