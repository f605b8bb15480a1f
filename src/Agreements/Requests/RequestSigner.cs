using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>Signs a party's HTTP requests, or authenticates them by a key that the instance gave it. There are no passwords and no bearer tokens.</summary>
public static class RequestSigner
{
    /// <summary>The HTTP header that carries the signature.</summary>
    public const string HeaderName = "Cleanroom-Request";

    /// <summary>Signs one request.</summary>
    /// <param name="signer">The party's signing key.</param>
    /// <param name="party">The party.</param>
    /// <param name="instance">The instance that is asked: the thumbprint of its signing key.</param>
    /// <param name="request">Method, target and body digest.</param>
    /// <param name="now">The present; the signature counts for <see cref="RequestVerifier.Lifetime"/> from it.</param>
    /// <returns>The header's value: base64url of a COSE_Sign1.</returns>
    public static string Sign(CoseSigner signer, PartyId party, Digest256 instance, RequestPayload request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signer);
        ArgumentNullException.ThrowIfNull(request);
        return Base64UrlText.Encode(signer.Sign1(DocumentJson.Write(request), Header(PartyKeys.KeyIdOf(signer), party, instance, now)));
    }

    /// <summary>Authenticates one request by a key that the instance gave the party.</summary>
    /// <param name="key">The key.</param>
    /// <param name="party">The party.</param>
    /// <param name="instance">The instance that is asked, and that gave the key: the thumbprint of its signing key.</param>
    /// <param name="request">Method, target and body digest.</param>
    /// <param name="now">The present; the request counts for <see cref="RequestVerifier.Lifetime"/> from it.</param>
    /// <returns>The header's value: base64url of a COSE_Mac0.</returns>
    /// <exception cref="ObjectDisposedException">The key has ended.</exception>
    public static string Authenticate(RequestKey key, PartyId party, Digest256 instance, RequestPayload request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(request);
        return Base64UrlText.Encode(key.Authenticate(DocumentJson.Write(request), Header(null, party, instance, now)));
    }

    private static CoseHeaderParameters Header(ReadOnlyMemory<byte>? keyId, PartyId party, Digest256 instance, DateTimeOffset now)
    {
        DateTimeOffset issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return new CoseHeaderParameters
        {
            ContentType = RequestPayload.ContentType,
            KeyId = keyId,
            Claims = new CwtClaims
            {
                Issuer = party.ToString(),
                Audience = instance.ToString(),
                IssuedAt = issuedAt,
                Expires = issuedAt + RequestVerifier.Lifetime,
                CwtId = RandomNumberGenerator.GetBytes(RequestVerifier.IdSize),
            },
        };
    }
}
