using System.Text.Json;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// What an attestation service says of evidence that the relying party has appraised itself: both must agree. A service that says
/// nothing agrees with nobody.
/// </summary>
public static class SecondOpinion
{
    private const string Claim = "token";

    /// <summary>Authenticates the token that the service answered, and appraises what it says against the evidence.</summary>
    /// <param name="answer">The service's answer, <c>{"token":"…"}</c>.</param>
    /// <param name="keys">The keys that the service publishes.</param>
    /// <param name="evidence">The evidence that was sent.</param>
    /// <param name="anchors">Which service is believed, and which of its signers.</param>
    /// <param name="values">What is acceptable.</param>
    /// <param name="agreement">The agreement that the runtime claims must name.</param>
    /// <param name="nonce">The nonce of the request.</param>
    /// <param name="at">The time at which the token must be valid.</param>
    /// <returns>Every check of the token.</returns>
    public static AppraisalReport Appraise(
        ReadOnlyMemory<byte> answer,
        ReadOnlyMemory<byte> keys,
        Evidence evidence,
        TrustAnchors anchors,
        ReferenceValues values,
        Digest256 agreement,
        ulong nonce,
        DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(values);
        AppraisalChecklist list = new();
        AttestationTokenFailure malformed = AttestationTokenFailure.Compact;
        bool isToken = TryGetCompact(answer, out string compact) & AttestationToken.TryParse(compact, out AttestationToken? token, out malformed);
        list.Read(Claim, $"a token of {anchors.Authority}", isToken ? "a token" : $"something else ({malformed})", isToken);
        bool isKeys = Jwks.TryParse(keys, out Jwks? jwks, out JwksFailure failure);
        list.Read("token.keys", $"the keys of {anchors.Authority}", isKeys ? $"{jwks!.KeyIds.Count} keys" : $"something else ({failure})", isKeys);
        if (!isToken || !isKeys)
        {
            return list.ToReport();
        }

        bool isGenuine = TokenVerifier.TryAuthenticate(
            token!, anchors.Authority, jwks!, anchors.TokenSigners, at, out GenuineToken? genuine, out TokenAuthenticationFailure forged);
        list.Authenticated(
            "token.signature",
            $"signed by {anchors.Authority}, and valid",
            isGenuine ? $"signed, valid to {genuine!.Expires:u}" : $"{forged} (issuer {token!.Issuer})",
            isGenuine,
            PolicyNames.AttestationService);
        if (!isGenuine)
        {
            return list.ToReport();
        }

        TokenAppraiser.TryAppraise(genuine!, evidence, values, agreement, nonce, out _, out AppraisalReport claims);
        return list.ToReport().And(claims);
    }

    /// <summary>The report where the service gave no opinion.</summary>
    /// <param name="authority">The service.</param>
    /// <param name="problem">What happened instead, for a reader.</param>
    public static AppraisalReport Missing(AttestationAuthority authority, string problem)
    {
        ArgumentNullException.ThrowIfNull(authority);
        AppraisalChecklist list = new();
        list.Appraised(Claim, $"a token of {authority} that agrees", problem, false, PolicyNames.AttestationService);
        return list.ToReport();
    }

    private static bool TryGetCompact(ReadOnlyMemory<byte> answer, out string compact)
    {
        compact = "";
        if (!StrictJson.TryParse(answer, out JsonElement root) || root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("token", out JsonElement member) || !StrictJsonText.TryGetString(member, out string? text))
        {
            return false;
        }

        compact = text;
        return true;
    }
}
