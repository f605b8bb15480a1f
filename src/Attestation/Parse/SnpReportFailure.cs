namespace EnclaveCleanRoom.Attestation;

/// <summary>Why bytes are not an SEV-SNP attestation report of a version that this project reads.</summary>
public enum SnpReportFailure
{
    /// <summary>Nothing was wrong.</summary>
    None,

    /// <summary>The length is not 1184 bytes.</summary>
    Length,

    /// <summary>The version is not 2, 3, 4 or 5.</summary>
    Version,

    /// <summary>The signature algorithm is not ECDSA on P-384 with SHA-384 (1).</summary>
    SignatureAlgorithm,

    /// <summary>SIGNING_KEY has one of the reserved values 2 to 6.</summary>
    SigningKey,

    /// <summary>A field that must be zero in this version is not. What it would mean is unknown, so it cannot be harmless.</summary>
    ReservedField,

    /// <summary>Version 3 or later, and family and model name no processor line that is known here.</summary>
    Product,

    /// <summary>R or S has bits beyond the 384 that the curve has.</summary>
    SignatureRange,
}
