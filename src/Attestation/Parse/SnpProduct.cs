namespace EnclaveCleanRoom.Attestation;

/// <summary>A line of AMD EPYC processors. Each has a root key of its own; Turin also lays out its TCB version differently.</summary>
public enum SnpProduct
{
    /// <summary>EPYC 7003: family 19h, models 00h-0Fh.</summary>
    Milan,

    /// <summary>EPYC 9004, 97x4 and 8004: family 19h, models 10h-1Fh and A0h-AFh.</summary>
    Genoa,

    /// <summary>EPYC 9005: family 1Ah, models 00h-1Fh.</summary>
    Turin,
}
