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

    /// <summary>Length of the body in bytes, so that no more of it needs to be read than was signed.</summary>
    public required long Length { get; init; }

    /// <summary>What is signed of a request.</summary>
    /// <param name="method">The HTTP method in capitals.</param>
    /// <param name="target">Path and query exactly as sent.</param>
    /// <param name="body">The body, of any length.</param>
    public static RequestPayload Of(string method, string target, ReadOnlySpan<byte> body) =>
        new() { Method = method, Target = target, Body = Digest256.Of(body), Length = body.Length };
}
