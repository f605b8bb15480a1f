using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>
/// Decides who makes a request, by its header alone: a stranger's body need not be read. Whether its id was used before is the
/// ledger's to say, and whether the body is the signed one <see cref="AuthenticatedRequest.IsBody"/>: the caller must ask both.
/// </summary>
public static class RequestVerifier
{
    /// <summary>How long a signed request counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    /// <summary>How far a party's clock may run ahead of the room's.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of a request's id.</summary>
    public const int IdSize = 16;

    /// <summary>Parses, authenticates and checks a request's signature.</summary>
    /// <param name="header">The header's value, or <see langword="null"/> when there is none.</param>
    /// <param name="agreement">The agreement whose parties may ask.</param>
    /// <param name="instance">This instance.</param>
    /// <param name="method">The HTTP method as it was received.</param>
    /// <param name="target">Path and query as they were received.</param>
    /// <param name="now">The room's time.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="failure">Why it is not accepted.</param>
    public static bool TryVerify(
        string? header,
        SignedAgreement agreement,
        Digest256 instance,
        string method,
        string target,
        DateTimeOffset now,
        [NotNullWhen(true)] out AuthenticatedRequest? request,
        out RequestFailure failure)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        request = null;
        CoseSign1? message = null;
        failure = Parse(
            header,
            encoded => CoseSign1.TryDecode(encoded, out message, out _) ? (message.Protected, message.Payload) : null,
            out RequestPayload? payload, out CwtClaims? claims);
        if (failure != RequestFailure.None)
        {
            return false;
        }

        Party? party = PartyKeys.Find(agreement.Agreement, message!.Protected.KeyId);
        if (party is null || claims!.Issuer != party.Id.ToString())
        {
            failure = RequestFailure.UnknownSigner;
            return false;
        }

        if (agreement.Keys.Verify(party.SigningKey, message) != CoseFailure.None)
        {
            failure = RequestFailure.SignatureInvalid;
            return false;
        }

        failure = Appraise(payload!, claims, instance, method, target, now);
        request = failure == RequestFailure.None ? Read(party.Id, claims, payload!) : null;
        return request is not null;
    }

    /// <summary>The same of a request that is authenticated by a key which this instance gave its party, in place of a signature.</summary>
    /// <param name="header">The header's value, or <see langword="null"/> when there is none.</param>
    /// <param name="keyOf">The key that a party was given for what is asked, or <see langword="null"/> where it was given none.</param>
    /// <param name="instance">This instance.</param>
    /// <param name="method">The HTTP method as it was received.</param>
    /// <param name="target">Path and query as they were received.</param>
    /// <param name="now">The room's time.</param>
    /// <param name="request">Who asks.</param>
    /// <param name="failure">Why it is not accepted; <see cref="RequestFailure.Malformed"/> for one that is signed.</param>
    public static bool TryVerifyKeyed(
        string? header,
        Func<PartyId, RequestKey?> keyOf,
        Digest256 instance,
        string method,
        string target,
        DateTimeOffset now,
        [NotNullWhen(true)] out AuthenticatedRequest? request,
        out RequestFailure failure)
    {
        ArgumentNullException.ThrowIfNull(keyOf);
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(target);
        request = null;
        CoseMac0? message = null;
        failure = Parse(
            header,
            encoded => CoseMac0.TryDecode(encoded, out message, out _) ? (message.Protected, message.Payload) : null,
            out RequestPayload? payload, out CwtClaims? claims);
        if (failure != RequestFailure.None)
        {
            return false;
        }

        // Whether a party was given a key at all is nobody else's to know.
        if (!PartyId.TryParse(claims!.Issuer, out PartyId party) || keyOf(party)?.Verify(message!) != CoseFailure.None)
        {
            failure = RequestFailure.UnknownSigner;
            return false;
        }

        failure = Appraise(payload!, claims, instance, method, target, now);
        request = failure == RequestFailure.None ? Read(party, claims, payload!) : null;
        return request is not null;
    }

    private static AuthenticatedRequest Read(PartyId party, CwtClaims claims, RequestPayload payload) =>
        new(party, Convert.ToHexStringLower(claims.CwtId!.Value.Span), claims.Expires!.Value, payload);

    private static RequestFailure Parse(
        string? header, Func<byte[], (CoseHeaders Header, ReadOnlyMemory<byte>? Payload)?> decode, out RequestPayload? payload, out CwtClaims? claims)
    {
        payload = null;
        claims = null;
        if (string.IsNullOrEmpty(header))
        {
            return RequestFailure.Unsigned;
        }

        (CoseHeaders Header, ReadOnlyMemory<byte>? Payload)? message = Base64UrlText.TryDecode(header, out byte[]? encoded) ? decode(encoded) : null;
        bool isWellFormed = message is { } read
            && read.Header.ContentType == RequestPayload.ContentType
            && read.Payload is { } bytes
            && DocumentJson.TryRead(bytes.Span, out payload, out _);
        claims = message?.Header.Claims;
        bool hasClaims = claims is { Issuer: not null, Audience: not null, IssuedAt: not null, Expires: not null, CwtId.Length: IdSize };
        return isWellFormed && hasClaims ? RequestFailure.None : RequestFailure.Malformed;
    }

    private static RequestFailure Appraise(
        RequestPayload payload, CwtClaims claims, Digest256 instance, string method, string target, DateTimeOffset now)
    {
        if (claims.Audience != instance.ToString())
        {
            return RequestFailure.OtherInstance;
        }

        DateTimeOffset issuedAt = claims.IssuedAt!.Value;
        DateTimeOffset expires = claims.Expires!.Value;
        if (expires <= now || issuedAt > now + ClockSkew || expires - issuedAt > Lifetime || expires <= issuedAt)
        {
            return RequestFailure.NotCurrent;
        }

        return payload.Method == method && payload.Target == target && payload.Length >= 0 ? RequestFailure.None : RequestFailure.OtherRequest;
    }
}
