namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not an evidence document. The part that is named can be parsed by itself to learn more.</summary>
public enum EvidenceFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The bytes are not one strict JSON object, or are longer than 256 KiB.</summary>
    Json,

    /// <summary>A member is absent, not a base64url string, or not known.</summary>
    Members,

    /// <summary><c>version</c> is not 1.</summary>
    Version,

    /// <summary><c>report</c> is refused by <see cref="SnpReport.TryParse"/>.</summary>
    Report,

    /// <summary><c>certificates</c> is refused by <see cref="CertificateChain.TryParse"/>.</summary>
    Certificates,

    /// <summary><c>uvm_endorsement</c> is refused by <see cref="UvmEndorsement.TryParse"/>.</summary>
    UvmEndorsement,

    /// <summary><c>runtime_claims</c> is refused by <see cref="RuntimeClaims.TryParse"/>.</summary>
    RuntimeClaims,
}
