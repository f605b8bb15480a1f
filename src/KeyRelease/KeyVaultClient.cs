using System.Security.Cryptography;
using Azure.Core;
using Azure.Core.Pipeline;
using EnclaveCleanRoom.KeyRelease.Release;
using EnclaveCleanRoom.KeyRelease.Vault;

namespace EnclaveCleanRoom.KeyRelease;

/// <summary>Keys in an Azure Key Vault or Managed HSM that are released to attested instances only.</summary>
/// <remarks>
/// Source: the vault's REST interface, version 7.4. Requests are retried on network errors, 408, 429 and 5xx, with the pauses that the vault
/// asks for, until a deadline of one minute; the vault's answers become results. Failures of the credential pass through as the exceptions of that
/// credential. A vault of another tenant says so when it refuses, and is asked once more with a token of that tenant.
/// A host outside Azure's clouds gets a token for that host alone, and only under named roots: see <see cref="AzureVaults"/>.
/// </remarks>
public sealed partial class KeyVaultClient : IDisposable
{
    private readonly Uri _vault;
    private readonly KeyVaultTrust _trust;
    private readonly TimeProvider _time;
    private readonly HttpPipelineTransport _transport;
    private readonly VaultPipeline _pipeline;

    /// <summary>Connects to a vault; nothing is sent yet.</summary>
    /// <param name="vault">The vault's address: https, no path, such as <c>https://owner.vault.azure.net</c>.</param>
    /// <param name="credential">Gives the bearer tokens.</param>
    /// <param name="trust">The roots of the vault's TLS certificate and of its signatures.</param>
    /// <param name="time">The clock by which certificates of release responses are judged; the system's when null.</param>
    /// <exception cref="ArgumentException">The address is not https or has a path.</exception>
    public KeyVaultClient(Uri vault, TokenCredential credential, KeyVaultTrust trust, TimeProvider? time = null)
        : this(vault, credential, trust, time ?? TimeProvider.System, VaultTransport.Create(trust ?? KeyVaultTrust.System), TimeSpan.FromSeconds(0.8), TimeSpan.FromMinutes(1))
    {
    }

    internal KeyVaultClient(
        Uri vault, TokenCredential credential, KeyVaultTrust trust, TimeProvider time, HttpPipelineTransport transport, TimeSpan retryDelay, TimeSpan? deadline = null)
    {
        ArgumentNullException.ThrowIfNull(vault);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(trust);
        if (!vault.IsAbsoluteUri || vault.Scheme != Uri.UriSchemeHttps || vault.PathAndQuery != "/" || vault.UserInfo.Length > 0)
        {
            throw new ArgumentException("A vault's address is https and has no path.", nameof(vault));
        }

        _vault = vault;
        _trust = trust;
        _time = time;
        _transport = transport;
        _pipeline = new VaultPipeline(vault, AzureVaults.ScopeOf(vault, trust), credential, new VaultOptions(transport, retryDelay), deadline ?? TimeSpan.FromMinutes(1));
    }

    /// <summary>Makes an RSA key that leaves the vault only under <paramref name="policy"/>. Asking again for the same key gives the same key.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="policy">The release policy.</param>
    /// <param name="options">Size, place and tags of the key; the defaults when null.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>The key; <see cref="KeyVaultFailureReason.AlreadyExists"/> when the name is taken by a key under another policy.</returns>
    public Task<KeyVaultResult<KeyVaultKey>> CreateKeyAsync(
        string name, ReleasePolicy policy, NewKeyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        KeyName.ThrowIfInvalid(name);
        NewKeyOptions chosen = options ?? new NewKeyOptions();
        if (chosen.KeySize is not (2048 or 3072 or 4096))
        {
            throw new ArgumentException("A key has 2048, 3072 or 4096 bits.", nameof(options));
        }

        return MakeAsync(
            name,
            existing => KeyDifferences.Find(existing, policy, chosen),
            () => SendAsync(RequestMethod.Post, $"{name}/create", VaultBodies.Create(policy, chosen), name, cancellationToken),
            cancellationToken);
    }

    /// <summary>Imports an RSA key that leaves the vault only under <paramref name="policy"/>. Importing the same key again changes nothing.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="key">The private key, 2048, 3072 or 4096 bits; it stays the caller's.</param>
    /// <param name="policy">The release policy.</param>
    /// <param name="options">Place and tags of the key; the defaults when null.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>The key; <see cref="KeyVaultFailureReason.AlreadyExists"/> when the name is taken by another key or policy.</returns>
    public Task<KeyVaultResult<KeyVaultKey>> ImportKeyAsync(
        string name, RSA key, ReleasePolicy policy, NewKeyOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(policy);
        KeyName.ThrowIfInvalid(name);
        if (key.KeySize is not (2048 or 3072 or 4096))
        {
            throw new ArgumentException("A key has 2048, 3072 or 4096 bits.", nameof(key));
        }

        NewKeyOptions chosen = options ?? new NewKeyOptions();
        byte[] modulus = key.ExportParameters(includePrivateParameters: false).Modulus!;
        return MakeAsync(
            name,
            existing =>
            [
                .. existing.PublicKey.Modulus.AsSpan().SequenceEqual(modulus) ? Array.Empty<string>() : ["it is another key"],
                .. KeyDifferences.Find(existing, policy, chosen),
            ],
            () => ImportAsync(name, key, policy, chosen, cancellationToken),
            cancellationToken);
    }

    /// <summary>Reads the public face of a key.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="version">The version, or null for the current one.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    public Task<KeyVaultResult<KeyVaultKey>> GetKeyAsync(string name, string? version = null, CancellationToken cancellationToken = default)
    {
        KeyName.ThrowIfInvalid(name);
        KeyName.ThrowIfInvalidVersion(version);
        return SendAsync(RequestMethod.Get, version is null ? name : $"{name}/{version}", null, name, cancellationToken);
    }

    /// <summary>Asks the vault to release a key to the instance that <paramref name="attestationToken"/> is about.</summary>
    /// <param name="name">1 to 127 ASCII letters, digits and hyphens.</param>
    /// <param name="version">The version, or null for the current one.</param>
    /// <param name="attestationToken">The attestation service's token for this instance, a compact JWS.</param>
    /// <param name="nonce">A fresh text that the answer must repeat, if it repeats any; or null.</param>
    /// <param name="wrappingKey">The private half of the wrapping key in the token's runtime claims; it stays the caller's.</param>
    /// <param name="cancellationToken">Stops waiting and retrying.</param>
    /// <returns>
    /// The key, to be disposed by the caller; or why there is none. With <see cref="KeyVaultFailureReason.Forbidden"/>,
    /// <see cref="ReleasePolicy.Evaluate"/> tells which clause failed.
    /// </returns>
    public async Task<KeyVaultResult<ReleasedKey>> ReleaseAsync(
        string name, string? version, string attestationToken, string? nonce, RSA wrappingKey, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(attestationToken);
        ArgumentNullException.ThrowIfNull(wrappingKey);
        KeyName.ThrowIfInvalid(name);
        KeyName.ThrowIfInvalidVersion(version);

        string path = version is null ? $"{name}/release" : $"{name}/{version}/release";
        VaultAnswer answer = await _pipeline
            .SendAsync(RequestMethod.Post, path, VaultBodies.Release(attestationToken, nonce), cancellationToken)
            .ConfigureAwait(false);
        return answer.Failure is KeyVaultFailure failure
            ? new KeyVaultResult<ReleasedKey>(failure)
            : Open(answer.Body, name, version, nonce, wrappingKey);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => (_transport as IDisposable)?.Dispose();

    /// <summary>Parse, authenticate, appraise, unwrap.</summary>
    private KeyVaultResult<ReleasedKey> Open(ReadOnlyMemory<byte> body, string name, string? version, string? nonce, RSA wrappingKey)
    {
        if (!ReleaseResponse.TryParse(body, out ReleaseResponse? response))
        {
            return Refused(KeyVaultFailureReason.MalformedResponse);
        }

        if (!ReleaseResponseVerifier.TryAuthenticate(
            response, _trust, _vault.IdnHost, _time.GetUtcNow(), out GenuineReleaseResponse? genuine, out KeyVaultFailureReason reason))
        {
            return Refused(reason);
        }

        if (ReleaseAppraiser.Judge(genuine, _vault, name, version, nonce) is KeyVaultFailureReason judged)
        {
            return Refused(judged);
        }

        return ReleaseAppraiser.Unwrap(genuine, wrappingKey, out ReleasedKey? key) is KeyVaultFailureReason unwrapped
            ? Refused(unwrapped)
            : new KeyVaultResult<ReleasedKey>(key!);
    }

    private async Task<KeyVaultResult<KeyVaultKey>> MakeAsync(
        string name, Func<KeyVaultKey, IReadOnlyList<string>> differ, Func<Task<KeyVaultResult<KeyVaultKey>>> make, CancellationToken cancellationToken)
    {
        KeyVaultResult<KeyVaultKey> existing = await GetKeyAsync(name, null, cancellationToken).ConfigureAwait(false);
        if (existing.Failure is { Reason: not KeyVaultFailureReason.NotFound })
        {
            return existing;
        }

        if (!existing.IsSuccess)
        {
            KeyVaultResult<KeyVaultKey> made = await make().ConfigureAwait(false);
            if (made.Failure is not { Reason: KeyVaultFailureReason.AlreadyExists or KeyVaultFailureReason.ImmutablePolicy })
            {
                return made;
            }

            // Somebody made it in between: it is ours if it is what we wanted.
            existing = await GetKeyAsync(name, null, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> differences = existing.IsSuccess ? differ(existing.Value) : [];
        return differences.Count == 0
            ? existing
            : new KeyVaultResult<KeyVaultKey>(new KeyVaultFailure(
                KeyVaultFailureReason.AlreadyExists, null, null, $"A key of this name exists and is not the one wanted: {string.Join("; ", differences)}."));
    }

    private async Task<KeyVaultResult<KeyVaultKey>> ImportAsync(
        string name, RSA key, ReleasePolicy policy, NewKeyOptions options, CancellationToken cancellationToken)
    {
        byte[] body = VaultBodies.Import(key, policy, options);
        try
        {
            return await SendAsync(RequestMethod.Put, name, body, name, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private async Task<KeyVaultResult<KeyVaultKey>> SendAsync(
        RequestMethod method, string path, byte[]? body, string name, CancellationToken cancellationToken)
    {
        VaultAnswer answer = await _pipeline
            .SendAsync(method, path, body is null ? null : (ReadOnlyMemory<byte>?)body, cancellationToken)
            .ConfigureAwait(false);
        return answer.Failure is KeyVaultFailure failure ? new KeyVaultResult<KeyVaultKey>(failure)
            : VaultKeyReader.TryRead(answer.Body, _vault, name, out KeyVaultKey? key) ? new KeyVaultResult<KeyVaultKey>(key)
            : new KeyVaultResult<KeyVaultKey>(new KeyVaultFailure(
                KeyVaultFailureReason.MalformedResponse, null, null, "The vault's answer describes no RSA key of this name."));
    }

    private static KeyVaultResult<ReleasedKey> Refused(KeyVaultFailureReason reason) =>
        new(new KeyVaultFailure(reason, null, null, "The vault's release response was refused."));
}
