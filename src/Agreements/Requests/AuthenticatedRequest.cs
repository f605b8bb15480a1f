using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>
/// A request whose party is known, before anything of its body was read. Only <see cref="RequestVerifier"/> makes one.
/// </summary>
public sealed class AuthenticatedRequest
{
    private readonly Digest256 _body;

    internal AuthenticatedRequest(PartyId party, string id, DateTimeOffset expires, RequestPayload payload)
    {
        _body = payload.Body;
        BodyLength = payload.Length;
        Party = party;
        Id = id;
        Expires = expires;
    }

    /// <summary>Who asks.</summary>
    public PartyId Party { get; }

    /// <summary>The request's id in hex; it must be refused when it was used before.</summary>
    public string Id { get; }

    /// <summary>After this moment the id need not be remembered: the request would be refused for its age.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>Length of the body that was signed, in bytes, 0 or more.</summary>
    public long BodyLength { get; }

    /// <summary>Whether this is the body that was signed. Nothing may be done for a request whose body is another.</summary>
    /// <param name="body">The body as it was received, whole.</param>
    public bool IsBody(ReadOnlySpan<byte> body) => body.Length == BodyLength && Digest256.Of(body) == _body;
}
