using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The signing keys that an attestation service publishes: certificates by key identifier. The service gives no bare key
/// members, and bare keys are not used: an entry without a readable certificate is as if it were not there.
/// </summary>
/// <remarks>Source: RFC 7517 §4.7; Microsoft Azure Attestation <c>GET /certs</c>, whose <c>kid</c> is mostly standard base64.</remarks>
public sealed class Jwks
{
    private const int MaxSize = 1024 * 1024;

    private readonly Dictionary<string, CertificateDer> _signers;

    private Jwks(Dictionary<string, CertificateDer> signers) => _signers = signers;

    /// <summary>The key identifiers that a token can name, in ordinal order.</summary>
    public IReadOnlyList<string> KeyIds => [.. _signers.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Reads a key set.</summary>
    /// <param name="utf8">The JSON document.</param>
    /// <param name="jwks">The key set.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out Jwks? jwks, out JwksFailure failure)
    {
        jwks = null;
        failure = JwksFailure.Json;
        if (utf8.Length > MaxSize || !StrictJson.TryParse(utf8, out JsonElement root) || root.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = JwksFailure.Keys;
        if (!root.TryGetProperty("keys", out JsonElement keys) || keys.ValueKind != JsonValueKind.Array
            || keys.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.Object))
        {
            return false;
        }

        Dictionary<string, CertificateDer> signers = [];
        foreach (JsonElement key in keys.EnumerateArray())
        {
            if (TryReadSigner(key, out string? keyId, out CertificateDer? signer) && !signers.TryAdd(keyId, signer))
            {
                failure = JwksFailure.DuplicateKeyId;
                return false;
            }
        }

        jwks = new Jwks(signers);
        failure = JwksFailure.None;
        return true;
    }

    /// <summary>The certificate of a key identifier, compared character by character.</summary>
    internal bool TryGetSigner(string keyId, [NotNullWhen(true)] out CertificateDer? signer) => _signers.TryGetValue(keyId, out signer);

    private static bool TryReadSigner(JsonElement key, [NotNullWhen(true)] out string? keyId, [NotNullWhen(true)] out CertificateDer? signer)
    {
        signer = null;
        keyId = null;
        if (!key.TryGetProperty("kid", out JsonElement kid) || !StrictJsonText.TryGetString(kid, out keyId) || keyId.Length == 0
            || !key.TryGetProperty("kty", out JsonElement kty) || !StrictJsonText.TryGetString(kty, out string? type) || type != "RSA"
            || !key.TryGetProperty("x5c", out JsonElement chain) || chain.ValueKind != JsonValueKind.Array || chain.GetArrayLength() == 0
            || !StrictJsonText.TryGetString(chain[0], out string? base64))
        {
            return false;
        }

        byte[] der = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, der, out int written) && CertificateDer.TryParse(der.AsMemory(0, written), out signer);
    }
}
