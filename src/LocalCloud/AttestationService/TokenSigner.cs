using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.AttestationService;

/// <summary>Signs attestation tokens: RS256, the key named by the digest of its self-signed certificate.</summary>
internal sealed class TokenSigner(X509Certificate2 certificate)
{
    // The real service's key names are in the standard alphabet of base64, with padding.
    private readonly string _keyId = Convert.ToBase64String(SHA256.HashData(certificate.RawData));

    /// <summary>The key set as the service publishes it: certificates only, no modulus and exponent beside them.</summary>
    public JsonObject KeySet => new()
    {
        ["keys"] = new JsonArray(new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = _keyId,
            ["x5c"] = new JsonArray(JsonValue.Create(Convert.ToBase64String(certificate.RawData))),
        }),
    };

    /// <summary>Signs claims into a compact token.</summary>
    /// <param name="claims">The payload.</param>
    /// <param name="authority">The issuing service's address, without a slash at its end.</param>
    public string Sign(JsonObject claims, string authority)
    {
        JsonObject header = new() { ["alg"] = "RS256", ["jku"] = authority + AttestationPaths.Certificates, ["kid"] = _keyId, ["typ"] = "JWT" };
        string signed = Base64Url.EncodeToString(JsonExchange.ToUtf8(header)) + "." + Base64Url.EncodeToString(JsonExchange.ToUtf8(claims));
        using RSA key = certificate.GetRSAPrivateKey()!;
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }
}
