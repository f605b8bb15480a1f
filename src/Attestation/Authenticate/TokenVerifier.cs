using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Decides whether a token is the configured authority's and valid at a given time.</summary>
public static class TokenVerifier
{
    /// <summary>How far apart two clocks may be: 60 seconds, allowed at both ends of a token's validity.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Authenticates a token.</summary>
    /// <param name="token">The token as parsed.</param>
    /// <param name="authority">The one authority that is believed.</param>
    /// <param name="keys">The keys that it publishes, fetched from its own address.</param>
    /// <param name="trust">Which of these are believed.</param>
    /// <param name="now">The time of the check.</param>
    /// <param name="genuine">The token as genuine.</param>
    /// <param name="failure">Why it is not.</param>
    public static bool TryAuthenticate(
        AttestationToken token,
        AttestationAuthority authority,
        Jwks keys,
        TokenSignerTrust trust,
        DateTimeOffset now,
        [NotNullWhen(true)] out GenuineToken? genuine,
        out TokenAuthenticationFailure failure)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(trust);
        failure = Check(token, authority, keys, trust, now);
        genuine = failure == TokenAuthenticationFailure.None ? new GenuineToken(token) : null;
        return genuine is not null;
    }

    /// <summary>
    /// Authenticates a token by its own time of issue: for a caller without a trusted clock, who has just asked for it with a
    /// fresh nonce and checks that the token answers that nonce. The nonce then proves the freshness that a clock would.
    /// </summary>
    /// <inheritdoc cref="TryAuthenticate"/>
    public static bool TryAuthenticateAtIssue(
        AttestationToken token,
        AttestationAuthority authority,
        Jwks keys,
        TokenSignerTrust trust,
        [NotNullWhen(true)] out GenuineToken? genuine,
        out TokenAuthenticationFailure failure)
    {
        ArgumentNullException.ThrowIfNull(token);
        return TryAuthenticate(token, authority, keys, trust, token.IssuedAt, out genuine, out failure);
    }

    private static TokenAuthenticationFailure Check(
        AttestationToken token, AttestationAuthority authority, Jwks keys, TokenSignerTrust trust, DateTimeOffset now)
    {
        if (token.Issuer != authority.Issuer)
        {
            return TokenAuthenticationFailure.Issuer;
        }

        if (!keys.TryGetSigner(token.KeyId, out CertificateDer? signer))
        {
            return TokenAuthenticationFailure.KeyNotFound;
        }

        if (!trust.Allows(signer.Fingerprint))
        {
            return TokenAuthenticationFailure.SignerNotTrusted;
        }

        if (!signer.IsValidAt(now))
        {
            return TokenAuthenticationFailure.SignerNotValid;
        }

        if (!signer.TryGetRsa(out RSA? key))
        {
            return TokenAuthenticationFailure.KeyNotUsable;
        }

        using (key)
        {
            if (!key.VerifyData(token.SigningInput, token.Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                return TokenAuthenticationFailure.Signature;
            }
        }

        return now < token.NotBefore - ClockSkew ? TokenAuthenticationFailure.NotYetValid
            : now >= token.Expires + ClockSkew ? TokenAuthenticationFailure.Expired
            : TokenAuthenticationFailure.None;
    }
}
