using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>A token that the configured authority signed and that is valid now. Made by <see cref="TokenVerifier"/> alone.</summary>
public sealed class GenuineToken
{
    internal GenuineToken(AttestationToken token) => Token = token;

    /// <summary>The token as received.</summary>
    public AttestationToken Token { get; }

    /// <summary>The issuer.</summary>
    public string Issuer => Token.Issuer;

    /// <summary>The claims, one JSON object.</summary>
    public JsonElement Claims => Token.Claims;

    /// <summary>When the authority made it, to the second: a clock that the operator does not set.</summary>
    public DateTimeOffset IssuedAt => Token.IssuedAt;

    /// <summary>When it ends.</summary>
    public DateTimeOffset Expires => Token.Expires;
}
