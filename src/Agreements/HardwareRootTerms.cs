using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>One accepted root of the hardware vendor.</summary>
public sealed record HardwareRootTerms
{
    /// <summary>
    /// What people call it, 1 to 100 printable ASCII characters; nothing is believed for it. One that begins with ARK is AMD's of exactly that name. Evidence
    /// under a certificate that says SIMULATED is refused unless this name says so too.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The line of processors that it vouches for.</summary>
    public required SnpProduct Product { get; init; }

    /// <summary>SHA-256 of the DER certificate.</summary>
    public required Digest256 Certificate { get; init; }
}
