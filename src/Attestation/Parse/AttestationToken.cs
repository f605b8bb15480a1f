using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The token of an attestation service (a JWT signed RS256), parsed and not yet believed.</summary>
/// <remarks>
/// <c>jku</c> and every key inside the header are ignored: where keys come from is configuration, never the token's word.
/// Source: RFC 7515, RFC 7519; Microsoft Azure Attestation.
/// </remarks>
public sealed class AttestationToken
{
    private const int MaxLength = 64 * 1024;

    // 9999-12-31T23:59:59Z: DateTimeOffset ends there.
    private const long MaxSeconds = 253402300799;

    private readonly string _compact;

    private AttestationToken(string compact, string keyId, byte[] signature, JsonElement claims, string issuer)
    {
        _compact = compact;
        KeyId = keyId;
        Signature = signature;
        Claims = claims;
        Issuer = issuer;
    }

    /// <summary>The key identifier that the header names.</summary>
    public string KeyId { get; }

    internal string Issuer { get; }

    internal byte[] Signature { get; }

    internal JsonElement Claims { get; }

    internal DateTimeOffset IssuedAt { get; private init; }

    internal DateTimeOffset NotBefore { get; private init; }

    internal DateTimeOffset Expires { get; private init; }

    internal byte[] SigningInput => Encoding.ASCII.GetBytes(_compact[.._compact.LastIndexOf('.')]);

    /// <summary>Reads a compact token.</summary>
    /// <param name="compact">Header, payload and signature with dots between, and nothing else.</param>
    /// <param name="token">The token.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(string compact, [NotNullWhen(true)] out AttestationToken? token, out AttestationTokenFailure failure)
    {
        ArgumentNullException.ThrowIfNull(compact);
        token = null;
        failure = AttestationTokenFailure.Compact;
        string[] parts = compact.Split('.');
        if (compact.Length > MaxLength || parts.Length != 3
            || !Base64UrlText.TryDecode(parts[0], out byte[]? headerBytes)
            || !Base64UrlText.TryDecode(parts[1], out byte[]? payload)
            || !Base64UrlText.TryDecode(parts[2], out byte[]? signature))
        {
            return false;
        }

        failure = CheckHeader(headerBytes, out string? keyId);
        if (failure != AttestationTokenFailure.None)
        {
            return false;
        }

        failure = AttestationTokenFailure.Payload;
        if (!StrictJson.TryParse(payload, out JsonElement claims) || claims.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        failure = AttestationTokenFailure.Issuer;
        if (!claims.TryGetProperty("iss", out JsonElement iss) || !StrictJsonText.TryGetString(iss, out string? issuer))
        {
            return false;
        }

        failure = AttestationTokenFailure.Times;
        if (!TryReadTime(claims, "iat", out DateTimeOffset issuedAt) || !TryReadTime(claims, "nbf", out DateTimeOffset notBefore)
            || !TryReadTime(claims, "exp", out DateTimeOffset expires))
        {
            return false;
        }

        token = new AttestationToken(compact, keyId!, signature, claims, issuer)
        {
            IssuedAt = issuedAt,
            NotBefore = notBefore,
            Expires = expires,
        };
        failure = AttestationTokenFailure.None;
        return true;
    }

    /// <summary>The token as received.</summary>
    public override string ToString() => _compact;

    private static AttestationTokenFailure CheckHeader(byte[] bytes, out string? keyId)
    {
        keyId = null;
        if (!StrictJson.TryParse(bytes, out JsonElement header) || header.ValueKind != JsonValueKind.Object)
        {
            return AttestationTokenFailure.Header;
        }

        if (!header.TryGetProperty("alg", out JsonElement alg) || !StrictJsonText.TryGetString(alg, out string? algorithm) || algorithm != "RS256")
        {
            return AttestationTokenFailure.Algorithm;
        }

        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _)
            || (header.TryGetProperty("typ", out JsonElement typ) && (!StrictJsonText.TryGetString(typ, out string? type) || type != "JWT")))
        {
            return AttestationTokenFailure.HeaderParameter;
        }

        return header.TryGetProperty("kid", out JsonElement kid) && StrictJsonText.TryGetString(kid, out keyId)
            ? AttestationTokenFailure.None
            : AttestationTokenFailure.KeyId;
    }

    private static bool TryReadTime(JsonElement claims, string name, out DateTimeOffset time)
    {
        time = default;
        if (!claims.TryGetProperty(name, out JsonElement member) || member.ValueKind != JsonValueKind.Number
            || !member.TryGetInt64(out long seconds) || seconds is < 0 or > MaxSeconds)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
