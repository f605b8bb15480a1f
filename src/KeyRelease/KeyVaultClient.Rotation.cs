using System.Security.Cryptography;
using Azure.Core;
using EnclaveCleanRoom.KeyRelease.Vault;

namespace EnclaveCleanRoom.KeyRelease;

/// <content>What an owner does to keys that are in use: new versions, old ones disabled, data keys unwrapped to be wrapped anew.</content>
public sealed partial class KeyVaultClient
{
    /// <summary>Makes a new version of a key, which keeps the release policy of the ones before.</summary>
    /// <param name="name">The name of a key that exists.</param>
    /// <param name="policy">The release policy that the new version must be under.</param>
    /// <param name="options">Size, place and tags of the new version; the defaults when null.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>The new version; <see cref="KeyVaultFailureReason.PolicyNotKept"/> when the vault made it under another policy.</returns>
    /// <remarks>
    /// A vault refuses to be told an immutable policy again, even the same one (AKV.SKR.1020): then none is sent, the version takes over its
    /// predecessor's, and what the vault says of it decides.
    /// </remarks>
    public async Task<KeyVaultResult<KeyVaultKey>> CreateVersionAsync(
        string name, ReleasePolicy policy, NewKeyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        KeyName.ThrowIfInvalid(name);
        NewKeyOptions chosen = options ?? new NewKeyOptions();
        string path = $"{name}/create";
        KeyVaultResult<KeyVaultKey> made = await SendAsync(RequestMethod.Post, path, VaultBodies.Create(policy, chosen), name, cancellationToken).ConfigureAwait(false);
        if (made.Failure is { Reason: KeyVaultFailureReason.ImmutablePolicy })
        {
            made = await SendAsync(RequestMethod.Post, path, VaultBodies.Create(null, chosen), name, cancellationToken).ConfigureAwait(false);
        }

        if (!made.IsSuccess)
        {
            return made;
        }

        IReadOnlyList<string> differences = KeyDifferences.Find(made.Value, policy, chosen);
        return differences.Count == 0 ? made : new KeyVaultResult<KeyVaultKey>(new KeyVaultFailure(
            KeyVaultFailureReason.PolicyNotKept, null, null, $"Version {made.Value.Version} is not under the release policy of the ones before: {string.Join("; ", differences)}. Nothing was wrapped under it."));
    }

    /// <summary>Enables or disables a version of a key. A disabled version is not released to the next job.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="version">The version.</param>
    /// <param name="isEnabled">Whether it may be used from now on.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    public Task<KeyVaultResult<KeyVaultKey>> SetEnabledAsync(string name, string version, bool isEnabled, CancellationToken cancellationToken = default)
    {
        KeyName.ThrowIfInvalid(name);
        ArgumentException.ThrowIfNullOrEmpty(version);
        KeyName.ThrowIfInvalidVersion(version);
        return SendAsync(RequestMethod.Patch, $"{name}/{version}", VaultBodies.Enabled(isEnabled), name, cancellationToken);
    }

    /// <summary>Has the vault unwrap a data encryption key for its owner. The vault's key does not leave the vault.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="version">The version under which it was wrapped.</param>
    /// <param name="wrapped">The wrapped key, as <see cref="DekWrapper"/> gave it.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>The key, to be disposed of by the caller.</returns>
    public async Task<KeyVaultResult<UnwrappedKey>> UnwrapAsync(string name, string version, ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default)
    {
        KeyName.ThrowIfInvalid(name);
        ArgumentException.ThrowIfNullOrEmpty(version);
        KeyName.ThrowIfInvalidVersion(version);
        VaultAnswer answer = await _pipeline
            .SendAsync(RequestMethod.Post, $"{name}/{version}/unwrapkey", VaultBodies.Unwrap(wrapped.Span), cancellationToken)
            .ConfigureAwait(false);
        if (answer.Failure is KeyVaultFailure failure)
        {
            return new KeyVaultResult<UnwrappedKey>(failure);
        }

        try
        {
            return VaultKeyReader.TryReadUnwrapped(answer.Body, _vault, name, version, out byte[]? key)
                ? new KeyVaultResult<UnwrappedKey>(new UnwrappedKey(key))
                : new KeyVaultResult<UnwrappedKey>(new KeyVaultFailure(
                    KeyVaultFailureReason.MalformedResponse, null, null, "The vault's answer holds no data encryption key that this version unwrapped."));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(answer.Body);
        }
    }
}
