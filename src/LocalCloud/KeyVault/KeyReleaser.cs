using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.KeyRelease;
using EnclaveCleanRoom.LocalCloud.Http;
using EnclaveCleanRoom.LocalCloud.Pki;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>
/// Releases a key to an attested environment: the token is verified at the authority that the key's policy names, the policy is
/// evaluated against its claims, and the key is encrypted to the key that the token speaks of, so that nobody else can open it.
/// </summary>
internal sealed class KeyReleaser(PolicyEvaluator evaluator, SimulatedPki pki)
{
    /// <summary>Releases a key.</summary>
    /// <param name="key">The version asked for.</param>
    /// <param name="vault">The vault's address.</param>
    /// <param name="requested">The key identifier as it was asked for.</param>
    /// <param name="apiVersion">The interface version of the request.</param>
    /// <param name="body">The request body.</param>
    /// <param name="cancellation">Ends waiting for the authority.</param>
    /// <returns>The signed answer, or why there is none.</returns>
    public async Task<(string? Signed, VaultError? Error)> ReleaseAsync(
        StoredKey key, string vault, string requested, string apiVersion, JsonElement body, CancellationToken cancellation)
    {
        if (!key.IsEnabled)
        {
            return (null, VaultError.Disabled);
        }

        if (!key.IsExportable || key.Policy is null || StoredPolicy.TryRead(key.Policy.Data) is not ReleasePolicy policy)
        {
            return (null, VaultError.NotExportable);
        }

        if (JsonExchange.Text(body, "target") is not string target)
        {
            return (null, VaultError.BadParameter("Property target is required."));
        }

        if (JsonExchange.Text(body, "enc") is not string enc || ReleaseEncryption.TryFind(enc) is not RSAEncryptionPadding padding)
        {
            return (null, VaultError.BadParameter("Property enc has an unsupported value."));
        }

        JsonElement? claims = await evaluator.EvaluateAsync(target, policy, cancellation).ConfigureAwait(false);
        if (claims is not JsonElement granted || RecipientKey(granted) is not RsaPublicJwk recipient)
        {
            return (null, VaultError.NotVerified);
        }

        JsonObject request = new() { ["api-version"] = apiVersion, ["enc"] = enc, ["kid"] = requested };
        if (JsonExchange.Text(body, "nonce") is string nonce)
        {
            request["nonce"] = nonce;
        }

        JsonObject bundle = KeyBundle.Write(key, vault);
        bundle["key"]!["key_hsm"] = Base64UrlText.Encode(JsonExchange.ToUtf8(new JsonObject
        {
            ["schema_version"] = "1.0",
            ["header"] = new JsonObject { ["kid"] = recipient.KeyId, ["alg"] = "dir", ["enc"] = enc },
            ["ciphertext"] = Base64UrlText.Encode(ReleaseEncryption.Wrap(key.Pkcs8, recipient, padding)),
        }));
        return (Sign(new JsonObject { ["request"] = request, ["response"] = new JsonObject { ["key"] = bundle } }), null);
    }

    // The first key of the environment that may encrypt; one that does not say what it is for is not meant.
    private static RsaPublicJwk? RecipientKey(JsonElement claims)
    {
        if (!claims.TryGetProperty("x-ms-runtime", out JsonElement runtime) || runtime.ValueKind != JsonValueKind.Object
            || !runtime.TryGetProperty("keys", out JsonElement keys) || keys.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return keys.EnumerateArray()
            .Select(element => RsaPublicJwk.TryParse(element, out RsaPublicJwk? key, out _) ? key : null)
            .FirstOrDefault(key => key is not null && (key.Use == "enc" || key.Operations.Contains("encrypt")));
    }

    private string Sign(JsonObject payload)
    {
        X509Certificate2 signer = pki.VaultSigner;
        string chain = Convert.ToBase64String(signer.RawData);
        JsonObject header = new()
        {
            ["alg"] = "RS256",
            ["kid"] = signer.Thumbprint,
            ["x5t"] = Base64UrlText.Encode(signer.GetCertHash()),
            ["typ"] = "JWT",
            ["x5t#S256"] = Base64UrlText.Encode(SHA256.HashData(signer.RawData)),
            ["x5c"] = new JsonArray(
                JsonValue.Create(chain),
                JsonValue.Create(Convert.ToBase64String(pki.ServicesIssuer.RawData)),
                JsonValue.Create(Convert.ToBase64String(pki.ServicesRoot.RawData))),
        };
        string signed = Base64UrlText.Encode(JsonExchange.ToUtf8(header)) + "." + Base64UrlText.Encode(JsonExchange.ToUtf8(payload));
        using RSA rsa = signer.GetRSAPrivateKey()!;
        return signed + "." + Base64UrlText.Encode(
            rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
