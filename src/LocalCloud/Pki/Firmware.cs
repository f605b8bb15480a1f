using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.LocalCloud.Pki;

/// <summary>The firmware of the simulated machine, which is a Milan.</summary>
internal static class Firmware
{
    /// <summary>What it runs unless older firmware is ordered.</summary>
    public static TcbVersion Current { get; } = new(Bootloader: 4, Tee: 0, Snp: 24, Microcode: 219);

    /// <summary>Levels below the floor that any careful owner sets.</summary>
    public static TcbVersion Old { get; } = new(Bootloader: 2, Tee: 0, Snp: 5, Microcode: 68);

    /// <summary>The number that reports carry, and that certificates' JSON calls <c>tcbm</c>.</summary>
    public static ulong Encode(TcbVersion levels) => levels.Encode(SnpProduct.Milan);
}
