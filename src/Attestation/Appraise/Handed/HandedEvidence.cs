namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Evidence as somebody hands it over in files, without an agreement and without the runtime claims of a clean room. Each part is
/// read in the spellings that people have it in. A part that is not there is not judged, and the appraisal says so by name.
/// </summary>
public sealed record HandedEvidence
{
    /// <summary>The report: 1184 bytes, the device's answer, text of either, or the JSON that carries it.</summary>
    public required ReadOnlyMemory<byte> Report { get; init; }

    /// <summary>The certificates of endorsement key, AMD's signing key and AMD's root: PEM, DER, or the host's JSON, in any order.</summary>
    public required ReadOnlyMemory<byte> Chain { get; init; }

    /// <summary>The utility VM's endorsement: COSE_Sign1, or base64 of it. Absent: what was booted is not judged.</summary>
    public required HandedPart UvmEndorsement { get; init; }

    /// <summary>The policy's text, or base64 of it. Absent: what may run is judged only by the list of what never may.</summary>
    public required HandedPart Policy { get; init; }

    /// <summary>The exact bytes whose SHA-256 the guest had signed. Absent: what the report is about is not judged.</summary>
    public required HandedPart RuntimeData { get; init; }

    /// <summary>An attestation service's token, compact or as the JSON answer. Absent: there is no second opinion.</summary>
    public required HandedPart Token { get; init; }

    /// <summary>The keys of the token's service, as it publishes them. They are believed because they are handed in; never absent beside a token.</summary>
    public required HandedPart TokenKeys { get; init; }
}
