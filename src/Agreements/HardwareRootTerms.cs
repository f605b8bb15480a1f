using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>One accepted root of the hardware vendor.</summary>
public sealed record HardwareRootTerms
{
    /// <summary>What people call it. A simulated root has SIMULATED in its name.</summary>
    public required string Name { get; init; }

    /// <summary>The line of processors that it vouches for.</summary>
    public required SnpProduct Product { get; init; }

    /// <summary>SHA-256 of the DER certificate.</summary>
    public required Digest256 Certificate { get; init; }
}
