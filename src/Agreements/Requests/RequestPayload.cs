using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Requests;

/// <summary>What a party signs of each HTTP request, reads too.</summary>
public sealed record RequestPayload
{
    /// <summary>The COSE content type.</summary>
    public const string ContentType = "application/vnd.cleanroom.request+json";

    /// <summary>The HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query exactly as sent, beginning with <c>/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>SHA-256 of the body; of no bytes when there is none.</summary>
    public required Digest256 Body { get; init; }
}
