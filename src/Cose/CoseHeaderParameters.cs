namespace EnclaveCleanRoom.Cose;

/// <summary>What a signer puts into the protected header, beside the algorithm, which its key decides.</summary>
/// <remarks>Everything given here is signed; this product writes nothing into unprotected headers of signatures.</remarks>
public sealed record CoseHeaderParameters
{
    /// <summary>No parameter but the algorithm.</summary>
    public static CoseHeaderParameters Empty { get; } = new();

    /// <summary>The media type of the payload (3), such as <c>application/json</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>The key identifier (4), by which the recipient finds the key.</summary>
    public ReadOnlyMemory<byte>? KeyId { get; init; }

    /// <summary>
    /// The certificate chain (33) in DER, the signer's first. When it is not empty, <c>x5t</c> (34), the SHA-256 of the
    /// first certificate, is written too.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> X5Chain { get; init; } = [];

    /// <summary>The CWT claims (15).</summary>
    public CwtClaims? Claims { get; init; }

    /// <summary>Parameters whose label and value are text, such as <c>iss</c> and <c>feed</c>. Labels are not empty.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; init; } = new Dictionary<string, string>();

    /// <summary>Parameters whose label is text and whose value is a date in whole seconds, such as <c>signingtime</c>.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Dates { get; init; } = new Dictionary<string, DateTimeOffset>();
}
