using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>What the vault tells about a key: everything but its private half.</summary>
/// <remarks>Source: Key Vault REST API 7.4, KeyBundle.</remarks>
internal static class KeyBundle
{
    /// <summary>Writes the bundle.</summary>
    /// <param name="key">The key.</param>
    /// <param name="vault">The vault's address, without a slash at its end.</param>
    public static JsonObject Write(StoredKey key, string vault)
    {
        JsonObject bundle = new()
        {
            ["key"] = Jwk(key, vault),
            ["attributes"] = new JsonObject
            {
                ["enabled"] = key.IsEnabled,
                ["created"] = key.Created,
                ["updated"] = key.Updated,
                ["recoveryLevel"] = "Recoverable+Purgeable",
                ["recoverableDays"] = 90,
                ["exportable"] = key.IsExportable,
            },
            ["tags"] = new JsonObject(key.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)JsonValue.Create(tag.Value)))),
        };
        if (key.Policy is StoredPolicy policy)
        {
            bundle["release_policy"] = new JsonObject
            {
                ["contentType"] = policy.ContentType,
                ["data"] = policy.Data,
                ["immutable"] = policy.IsImmutable,
            };
        }

        return bundle;
    }

    /// <summary>The identifier of a version of a key.</summary>
    public static string IdOf(StoredKey key, string vault) => $"{vault}/keys/{key.Name}/{key.Version}";

    private static JsonObject Jwk(StoredKey key, string vault)
    {
        using RSA rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Pkcs8, out _);
        RSAParameters parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kid"] = IdOf(key, vault),
            ["kty"] = key.KeyType,
            ["key_ops"] = new JsonArray([.. key.Operations.Select(operation => JsonValue.Create(operation))]),
            ["n"] = Base64UrlText.Encode(parameters.Modulus),
            ["e"] = Base64UrlText.Encode(parameters.Exponent),
        };
    }
}
