namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>The security version numbers of the machine's firmware (the TCB version), as Milan and Genoa lay them out.</summary>
/// <remarks>Source: SEV-SNP ABI specification, TCB_VERSION. Byte 0 boot loader, 1 TEE, 6 SNP firmware, 7 microcode.</remarks>
internal readonly record struct FirmwareLevels(byte BootLoader, byte Tee, byte Snp, byte Microcode)
{
    /// <summary>What the simulated machine runs unless an older one is ordered.</summary>
    public static FirmwareLevels Current { get; } = new(BootLoader: 4, Tee: 0, Snp: 24, Microcode: 219);

    /// <summary>Levels below the floor that any careful owner sets.</summary>
    public static FirmwareLevels Old { get; } = new(BootLoader: 2, Tee: 0, Snp: 5, Microcode: 68);

    /// <summary>The 64-bit number that reports carry, little-endian, and that certificates' JSON calls <c>tcbm</c>.</summary>
    public ulong Value => BootLoader | ((ulong)Tee << 8) | ((ulong)Snp << 48) | ((ulong)Microcode << 56);
}
