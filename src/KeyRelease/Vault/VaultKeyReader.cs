using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Vault;

/// <summary>Reads a key bundle: the answer to create, import and get. Members beyond those named are the vault's business.</summary>
internal static class VaultKeyReader
{
    public static bool TryRead(ReadOnlyMemory<byte> body, Uri vault, string name, [NotNullWhen(true)] out KeyVaultKey? key)
    {
        key = null;
        if (!StrictJson.TryParse(body, out JsonElement root) || !VaultJson.TryObject(root, "key", out JsonElement jwk) ||
            !VaultJson.TryObject(root, "attributes", out JsonElement attributes) ||
            !VaultJson.TryText(jwk, "kid", out string? id) || !KeyName.Identifies(id, vault, name, version: null, versioned: true) ||
            !TryPublicKey(jwk, out RSAParameters publicKey) ||
            !VaultJson.TryFlag(attributes, "enabled", out bool enabled) || !VaultJson.TryFlag(attributes, "exportable", out bool exportable) ||
            !TryPolicy(root, out byte[]? policy, out bool immutable))
        {
            return false;
        }

        key = new KeyVaultKey(new Uri(id), publicKey)
        {
            IsEnabled = enabled,
            IsExportable = exportable,
            ReleasePolicy = policy is null ? null : (ReadOnlyMemory<byte>?)policy,
            IsReleasePolicyImmutable = immutable,
        };
        return true;
    }

    /// <summary>An RSA key of 2048 to 8192 bits, in software or hardware.</summary>
    public static bool TryPublicKey(JsonElement jwk, out RSAParameters publicKey)
    {
        publicKey = default;
        if (!VaultJson.TryText(jwk, "kty", out string? type) || type is not ("RSA" or "RSA-HSM") ||
            !VaultJson.TryBytes(jwk, "n", out byte[]? modulus) || !VaultJson.TryBytes(jwk, "e", out byte[]? exponent) ||
            modulus.Length is < 256 or > 1024 || modulus[0] == 0 || exponent.Length is < 1 or > 4)
        {
            return false;
        }

        publicKey = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return true;
    }

    /// <summary>The answer to unwrap: <c>{"kid", "value"}</c>, about exactly this version.</summary>
    public static bool TryReadUnwrapped(ReadOnlyMemory<byte> body, Uri vault, string name, string version, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        return StrictJson.TryParse(body, out JsonElement root) && VaultJson.TryText(root, "kid", out string? id) &&
            KeyName.Identifies(id, vault, name, version, versioned: true) &&
            VaultJson.TryBytes(root, "value", out key) && DekWrapper.IsWrappable(key.Length);
    }

    private static bool TryPolicy(JsonElement root, out byte[]? policy, out bool immutable)
    {
        (policy, immutable) = (null, false);
        return !root.TryGetProperty("release_policy", out JsonElement element) ||
            (VaultJson.TryBytes(element, "data", out policy) && VaultJson.TryFlag(element, "immutable", out immutable));
    }
}
