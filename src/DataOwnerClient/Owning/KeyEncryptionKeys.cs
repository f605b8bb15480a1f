using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Keys;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>An owner's key-encryption keys in its vault: made after signing, because their release policy names the agreement's hash.</summary>
internal static class KeyEncryptionKeys
{
    /// <summary>Makes the key of a dataset under the agreement's release policy; asking again gives the same key.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="credential">The owner's, for its vault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="options">Size and place of the key.</param>
    /// <param name="authorities">Attestation services beside the agreement's on whose word the key is released too.</param>
    /// <exception cref="ClientException">The vault refused, with what to do about it.</exception>
    internal static async Task<KeyVaultKey> EnsureAsync(
        SignedAgreement agreement, DatasetTerms dataset, TokenCredential credential, CancellationToken cancellationToken,
        NewKeyOptions? options = null, IReadOnlyList<string>? authorities = null)
    {
        ReleasePolicy policy = PolicyOf(agreement, authorities ?? []);
        using KeyVaultClient vault = Connect(agreement, dataset, credential);
        KeyVaultResult<KeyVaultKey> made = await vault.CreateKeyAsync(NameOf(dataset), policy, options ?? new NewKeyOptions(), cancellationToken);
        return Require(made, $"The vault made no key for {dataset.Id}");
    }

    /// <summary>The policy under which a key of the agreement is released: to what the parties mean to run from now on.</summary>
    internal static ReleasePolicy PolicyOf(SignedAgreement agreement, IReadOnlyList<string> authorities)
    {
        EnclaveTerms enclave = agreement.Agreement.Enclave;
        try
        {
            return ReleasePolicy.ForCleanRoom([enclave.AttestationAuthority, .. authorities], agreement.LastingHostData, agreement.Hash);
        }
        catch (ArgumentException exception)
        {
            throw ClientException.Usage($"No release policy can be written: {exception.Message}", exception);
        }
    }

    /// <summary>The vault of a dataset's key, trusted by the agreement's roots.</summary>
    internal static KeyVaultClient Connect(SignedAgreement agreement, DatasetTerms dataset, TokenCredential credential) =>
        Connect(agreement, dataset.KeyEncryptionKey, credential);

    /// <summary>The vault of a key, trusted by the agreement's roots.</summary>
    internal static KeyVaultClient Connect(SignedAgreement agreement, Uri key, TokenCredential credential)
    {
        ServiceTrust trust = agreement.Agreement.Enclave.ToTrustAnchors().Services;
        return new KeyVaultClient(
            new Uri(key.GetLeftPart(UriPartial.Authority)),
            credential,
            trust.IsSystem ? KeyVaultTrust.System : KeyVaultTrust.Named(trust.Roots));
    }

    /// <summary>The key's name in its vault.</summary>
    internal static string NameOf(DatasetTerms dataset) => NameOf(dataset.KeyEncryptionKey);

    /// <summary>The key's name in its vault.</summary>
    internal static string NameOf(Uri key) => key.Segments[2].TrimEnd('/');

    /// <summary>Finds which of the keys that a dataset has had, before and after amendments, has a version.</summary>
    /// <returns>The key's address without the version.</returns>
    /// <exception cref="ClientException">None has it, or a vault does not answer.</exception>
    internal static async Task<Uri> FindAsync(
        SignedAgreement agreement, DatasetId dataset, string version, TokenCredential credential, CancellationToken cancellationToken)
    {
        IReadOnlyList<Uri> keys = agreement.KeyEncryptionKeysOf(dataset);
        if (keys.Count == 1)
        {
            return keys[0];
        }

        foreach (Uri key in keys.Reverse())
        {
            using KeyVaultClient vault = Connect(agreement, key, credential);
            KeyVaultResult<KeyVaultKey> found = await vault.GetKeyAsync(NameOf(key), version, cancellationToken);
            if (found.IsSuccess)
            {
                return key;
            }

            if (found.Failure.Reason != KeyVaultFailureReason.NotFound)
            {
                Require(found, $"Version {version} of {key} cannot be read");
            }
        }

        throw new ClientException($"No key that '{dataset}' has had under this agreement has a version {version}.");
    }

    /// <summary>What the vault gave.</summary>
    /// <exception cref="ClientException">It refused, with what to do about it.</exception>
    internal static T Require<T>(KeyVaultResult<T> result, string what)
        where T : class =>
        result.Value ?? throw new ClientException($"{what}: {VaultAdvice.Write(result.Failure!)}");
}
