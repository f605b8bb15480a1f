using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>Signs a party's HTTP requests. There are no passwords and no bearer tokens.</summary>
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
        DateTimeOffset issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        CoseHeaderParameters header = new()
        {
            ContentType = RequestPayload.ContentType,
            KeyId = PartyKeys.KeyIdOf(signer),
            Claims = new CwtClaims
            {
                Issuer = party.ToString(),
                Audience = instance.ToString(),
                IssuedAt = issuedAt,
                Expires = issuedAt + RequestVerifier.Lifetime,
                CwtId = RandomNumberGenerator.GetBytes(RequestVerifier.IdSize),
            },
        };
        return Base64UrlText.Encode(signer.Sign1(DocumentJson.Write(request), header));
    }
}
