using Azure.Core;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.KeyRelease;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>
/// The version of a dataset's key under which data keys are wrapped from now on. It is released to the workloads that the agreement names
/// now, so that an amendment ends in a key of its own and not in a promise.
/// </summary>
internal static class NextKeyVersion
{
    /// <summary>Takes the vault's current version where it is another than the one in use and under the policy of now; else makes one.</summary>
    /// <param name="agreement">The agreement, with every amendment.</param>
    /// <param name="terms">The dataset.</param>
    /// <param name="old">The version in use, with its key's address.</param>
    /// <param name="credential">The owner's, for its vault.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClientException">The vault refuses, or keeps a policy that names another workload.</exception>
    internal static async Task<KeyVaultKey> TakeAsync(
        SignedAgreement agreement, DatasetTerms terms, (Uri Key, string Version) old, TokenCredential credential, CancellationToken cancellationToken)
    {
        using KeyVaultClient vault = KeyEncryptionKeys.Connect(agreement, terms, credential);
        string name = KeyEncryptionKeys.NameOf(terms);
        KeyVaultResult<KeyVaultKey> found = await vault.GetKeyAsync(name, null, cancellationToken);
        if (found.Failure is { Reason: KeyVaultFailureReason.NotFound } && old.Key != terms.KeyEncryptionKey)
        {
            return await KeyEncryptionKeys.EnsureAsync(agreement, terms, credential, cancellationToken);
        }

        KeyVaultKey current = KeyEncryptionKeys.Require(found, "The key cannot be read");
        if (current.ReleasePolicy is not { } stored || !ReleasePolicy.TryParse(stored, out ReleasePolicy? policy, out _))
        {
            throw new ClientException($"Key {name} has no release policy that could be kept. Draft the agreement with another key name.");
        }

        // Before any amendment a policy stays what its owner made it.
        ReleasePolicy wanted = agreement.Amendments.Count == 0 ? policy : ReleasePolicy.ForCleanRoom(policy.Authorities, agreement.LastingHostData, agreement.Hash);
        bool isAsWanted = wanted.Encoded.Span.SequenceEqual(policy.Encoded.Span);
        bool isInUse = old.Key == terms.KeyEncryptionKey && current.Version == old.Version;
        if (isAsWanted && !isInUse && current.IsEnabled)
        {
            return current;
        }

        if (!isAsWanted && current.IsReleasePolicyImmutable)
        {
            throw new ClientException(
                $"Key {name} keeps its release policy for ever, and that names other workloads than the agreement now. Amend the agreement with another key for '{terms.Id}': cleanroom amendment draft --kek {terms.Id}=https://VAULT/keys/NAME.");
        }

        NewKeyOptions options = new() { ImmutablePolicy = current.IsReleasePolicyImmutable };
        return KeyEncryptionKeys.Require(await vault.CreateVersionAsync(name, wanted, options, cancellationToken), "No new version was made");
    }
}
