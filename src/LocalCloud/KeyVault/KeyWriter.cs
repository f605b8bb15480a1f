using System.Security.Cryptography;
using System.Text.Json;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>Makes new versions of keys and changes what may be changed of existing ones.</summary>
internal sealed class KeyWriter(KeyStore keys, TimeProvider clock)
{
    private const string Software = "RSA";
    private const string Hardware = "RSA-HSM";
    private const int DefaultKeySize = 2048;

    private static readonly string[] s_allOperations = ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"];

    /// <summary>Generates a key: <c>POST /keys/{name}/create</c>.</summary>
    public async Task<(StoredKey? Key, VaultError? Error)> CreateAsync(string name, JsonElement body, CancellationToken cancellation)
    {
        string? type = Http.JsonExchange.Text(body, "kty");
        int size = body.TryGetProperty("key_size", out JsonElement member) && member.TryGetInt32(out int given) ? given : DefaultKeySize;
        if (type is not (Software or Hardware) || size is not (2048 or 3072 or 4096))
        {
            return (null, VaultError.BadParameter("Property kty or key_size has an unsupported value."));
        }

        using RSA rsa = RSA.Create(size);
        return await AddAsync(name, type, rsa, body, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes over a key that its owner made: <c>PUT /keys/{name}</c>.</summary>
    public async Task<(StoredKey? Key, VaultError? Error)> ImportAsync(string name, JsonElement body, CancellationToken cancellation)
    {
        if (!body.TryGetProperty("key", out JsonElement jwk) || PrivateJwk.TryImport(jwk) is not RSA rsa)
        {
            return (null, VaultError.BadParameter("Property key is not an RSA private key of a supported size."));
        }

        // The specification spells the member with a capital letter, its users without.
        bool isHardware = Http.JsonExchange.Text(jwk, "kty") == Hardware
            || (body.TryGetProperty("hsm", out JsonElement hsm) && hsm.ValueKind == JsonValueKind.True)
            || (body.TryGetProperty("Hsm", out JsonElement capital) && capital.ValueKind == JsonValueKind.True);
        using (rsa)
        {
            return await AddAsync(name, isHardware ? Hardware : Software, rsa, body, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Changes the properties of a version: <c>PATCH /keys/{name}/{version}</c>.</summary>
    public async Task<(StoredKey? Key, VaultError? Error)> UpdateAsync(
        string name, string? version, JsonElement body, CancellationToken cancellation)
    {
        if (KeyRequest.TryRead(body, out VaultError? error) is not KeyRequest request)
        {
            return (null, error);
        }

        await keys.Changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (keys.Find(name, version) is not StoredKey key)
            {
                return (null, VaultError.NotFound(name));
            }

            if (request.Policy is not null && key.Policy is { IsImmutable: true })
            {
                return (null, VaultError.ImmutablePolicy);
            }

            if (request.Policy is not null && !key.IsExportable)
            {
                return (null, VaultError.UnwantedPolicy);
            }

            if (request.IsExportable is bool exportable && exportable != key.IsExportable)
            {
                return (null, VaultError.BadParameter("The exportable attribute cannot be changed."));
            }

            StoredKey changed = key with
            {
                IsEnabled = request.IsEnabled ?? key.IsEnabled,
                Operations = request.Operations ?? key.Operations,
                Tags = request.Tags ?? key.Tags,
                Policy = request.Policy ?? key.Policy,
                Updated = clock.GetUtcNow().ToUnixTimeSeconds(),
            };
            keys.Save(changed);
            return (changed, null);
        }
        finally
        {
            keys.Changing.Release();
        }
    }

    private async Task<(StoredKey? Key, VaultError? Error)> AddAsync(
        string name, string type, RSA rsa, JsonElement body, CancellationToken cancellation)
    {
        if (KeyRequest.TryRead(body, out VaultError? error) is not KeyRequest request)
        {
            return (null, error);
        }

        byte[] pkcs8 = rsa.ExportPkcs8PrivateKey();
        await keys.Changing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            StoredKey? previous = keys.Current(name);
            bool isExportable = request.IsExportable ?? false;

            // A new version without a policy of its own keeps its predecessor's.
            StoredPolicy? policy = request.Policy ?? (isExportable ? previous?.Policy : null);
            error = Check(type, isExportable, request.Policy, policy, previous);
            if (error is not null)
            {
                return (null, error);
            }

            long now = clock.GetUtcNow().ToUnixTimeSeconds();
            StoredKey key = new()
            {
                Name = previous?.Name ?? name,
                Version = KeyStore.NewVersion(),
                Ordinal = (previous?.Ordinal ?? 0) + 1,
                KeyType = type,
                Pkcs8 = pkcs8,
                Operations = request.Operations ?? s_allOperations,
                IsEnabled = request.IsEnabled ?? true,
                IsExportable = isExportable,
                Created = now,
                Updated = now,
                Tags = request.Tags ?? new Dictionary<string, string>(),
                Policy = policy,
            };
            keys.Save(key);
            return (key, null);
        }
        finally
        {
            keys.Changing.Release();
        }
    }

    private static VaultError? Check(string type, bool isExportable, StoredPolicy? sent, StoredPolicy? policy, StoredKey? previous) =>
        sent is not null && previous?.Policy is { IsImmutable: true } ? VaultError.ImmutablePolicy
        : isExportable && policy is null ? VaultError.MissingPolicy
        : !isExportable && policy is not null ? VaultError.UnwantedPolicy
        : isExportable && type != Hardware ? VaultError.BadParameter("Exportable keys must be protected by hardware.")
        : null;
}
