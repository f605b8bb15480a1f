using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements;

/// <summary>The lowest security version numbers accepted of one line of processors, each 0 to 255.</summary>
public sealed record TcbTerms
{
    /// <summary>The line of processors.</summary>
    public required SnpProduct Product { get; init; }

    /// <summary>Boot loader of the security processor.</summary>
    public required byte Bootloader { get; init; }

    /// <summary>Operating system of the security processor.</summary>
    public required byte Tee { get; init; }

    /// <summary>SNP firmware.</summary>
    public required byte Snp { get; init; }

    /// <summary>Microcode.</summary>
    public required byte Microcode { get; init; }

    /// <summary>Firmware management controller; only Turin and later have one, elsewhere it counts as 0.</summary>
    public required byte Fmc { get; init; }
}
