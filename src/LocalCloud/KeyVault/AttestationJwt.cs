using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Http;

namespace EnclaveCleanRoom.LocalCloud.KeyVault;

/// <summary>An attestation token, parsed and not yet believed.</summary>
internal sealed class AttestationJwt
{
    private readonly byte[] _signed;
    private readonly byte[] _signature;
    private readonly string _keyId;

    private AttestationJwt(byte[] signed, byte[] signature, string keyId, string issuer, JsonElement claims)
    {
        _signed = signed;
        _signature = signature;
        _keyId = keyId;
        Issuer = issuer;
        Claims = claims;
    }

    public string Issuer { get; }

    public JsonElement Claims { get; }

    public static AttestationJwt? TryParse(string token)
    {
        string[] parts = token.Split('.');
        return parts.Length == 3
            && Base64UrlText.TryDecode(parts[0], out byte[]? headerBytes) && StrictJson.TryParse(headerBytes, out JsonElement header)
            && Base64UrlText.TryDecode(parts[1], out byte[]? claimsBytes) && StrictJson.TryParse(claimsBytes, out JsonElement claims)
            && Base64UrlText.TryDecode(parts[2], out byte[]? signature)
            && JsonExchange.Text(header, "alg") == "RS256"
            && JsonExchange.Text(header, "kid") is string keyId && JsonExchange.Text(claims, "iss") is string issuer
            ? new AttestationJwt(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, keyId, issuer, claims)
            : null;
    }

    public bool IsAuthentic(JsonElement keySet, DateTimeOffset now)
    {
        long seconds = now.ToUnixTimeSeconds();
        if (!Claims.TryGetProperty("nbf", out JsonElement nbf) || !nbf.TryGetInt64(out long from) || seconds < from
            || !Claims.TryGetProperty("exp", out JsonElement exp) || !exp.TryGetInt64(out long until) || seconds >= until
            || !keySet.TryGetProperty("keys", out JsonElement keys) || keys.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (JsonElement key in keys.EnumerateArray().Where(key => JsonExchange.Text(key, "kid") == _keyId))
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(key.GetProperty("x5c")[0].GetBytesFromBase64());
            using RSA? rsa = certificate.GetRSAPublicKey();
            return rsa is not null && rsa.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }

        return false;
    }
}
