namespace EnclaveCleanRoom.Attestation;

/// <summary>The kind of key that a report says it is signed with. The values are those of the report's SIGNING_KEY field.</summary>
public enum SnpSigningKey
{
    /// <summary>A key derived from the chip's own secret: its certificate names the chip.</summary>
    Vcek = 0,

    /// <summary>A key loaded for a cloud provider: its certificate names the provider instead of the chip.</summary>
    Vlek = 1,

    /// <summary>The report is not signed and proves nothing.</summary>
    None = 7,
}
