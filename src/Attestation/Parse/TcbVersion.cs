using System.Buffers.Binary;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The security version numbers of the firmware below a guest. A higher number has more holes closed.</summary>
/// <param name="Bootloader">Secure processor boot loader.</param>
/// <param name="Tee">Secure processor operating system.</param>
/// <param name="Snp">SEV-SNP firmware.</param>
/// <param name="Microcode">Lowest patch level of all cores.</param>
/// <param name="Fmc">First mutable code, on Turin; 0 on the earlier lines, which have none.</param>
/// <remarks>Source: AMD publication 56860, §2.2 (TCB_VERSION).</remarks>
public readonly record struct TcbVersion(byte Bootloader, byte Tee, byte Snp, byte Microcode, byte Fmc = 0)
{
    /// <summary>Reads the 64 bits of a report by the layout of <paramref name="product"/>.</summary>
    /// <param name="raw">The little-endian field as a number.</param>
    /// <param name="product">Milan and Genoa: boot loader, tee, 4 reserved, snp, microcode. Turin: fmc, boot loader, tee, snp, 3 reserved, microcode.</param>
    /// <param name="version">The numbers.</param>
    /// <returns>False when a reserved byte is not zero.</returns>
    public static bool TryDecode(ulong raw, SnpProduct product, out TcbVersion version)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, raw);
        bool isTurin = product == SnpProduct.Turin;
        version = isTurin
            ? new TcbVersion(bytes[1], bytes[2], bytes[3], bytes[7], bytes[0])
            : new TcbVersion(bytes[0], bytes[1], bytes[6], bytes[7]);
        return !(isTurin ? bytes[4..7] : bytes[2..6]).ContainsAnyExcept((byte)0);
    }

    /// <summary>The 64 bits as <paramref name="product"/> lays them out.</summary>
    public ulong Encode(SnpProduct product) => BinaryPrimitives.ReadUInt64LittleEndian(
        product == SnpProduct.Turin
            ? [Fmc, Bootloader, Tee, Snp, 0, 0, 0, Microcode]
            : [Bootloader, Tee, 0, 0, 0, 0, Snp, Microcode]);

    /// <summary>True when every number is at least that of <paramref name="minimum"/>. One higher number never makes up for a lower one.</summary>
    public bool IsAtLeast(TcbVersion minimum) =>
        Bootloader >= minimum.Bootloader && Tee >= minimum.Tee && Snp >= minimum.Snp && Microcode >= minimum.Microcode
        && Fmc >= minimum.Fmc;

    /// <summary>For reading: <c>bootloader 4, tee 0, snp 24, microcode 219, fmc 0</c>.</summary>
    public override string ToString() => $"bootloader {Bootloader}, tee {Tee}, snp {Snp}, microcode {Microcode}, fmc {Fmc}";
}
