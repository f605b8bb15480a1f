namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>A request whose party is known. Only <see cref="RequestVerifier"/> makes one.</summary>
public sealed class AuthenticatedRequest
{
    internal AuthenticatedRequest(PartyId party, string id, DateTimeOffset expires)
    {
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
}
