namespace EnclaveCleanRoom.Cose;

/// <summary>The registered claims of a CBOR Web Token, carried in a protected header. A claim that is null is absent.</summary>
/// <remarks>Source: RFC 8392 §3.1; in headers RFC 9597 (label 15). Dates are whole seconds; an audience is one string.</remarks>
public sealed record CwtClaims
{
    /// <summary><c>iss</c> (1): who issued the message.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>sub</c> (2): whom or what the message is about.</summary>
    public string? Subject { get; init; }

    /// <summary><c>aud</c> (3): for whom the message is meant.</summary>
    public string? Audience { get; init; }

    /// <summary><c>exp</c> (4): the second from which on the message must not be accepted.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary><c>nbf</c> (5): the second before which the message must not be accepted.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>iat</c> (6): the second in which the message was issued.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary><c>cti</c> (7): the identifier by which a replay is recognised.</summary>
    public ReadOnlyMemory<byte>? CwtId { get; init; }
}
