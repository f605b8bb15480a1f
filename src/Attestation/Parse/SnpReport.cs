using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// An AMD SEV-SNP attestation report, read by offset and not yet believed: what a machine <em>says</em> about a guest.
/// </summary>
/// <remarks>
/// Versions 2 to 5 of the 1184-byte structure. The bytes are kept as received, because the signature covers the first 672 of
/// them as they are. Reserved fields must be zero for the version at hand. Source: AMD publication 56860, "ATTESTATION_REPORT".
/// </remarks>
public sealed class SnpReport
{
    /// <summary>The length of a report in bytes.</summary>
    public const int Size = SnpReportLayout.Size;

    /// <summary>The VMPL that marks a report which the host asked for, not the guest.</summary>
    public const uint HostVmpl = 0xFFFFFFFF;

    private readonly byte[] _bytes;

    private SnpReport(byte[] bytes, SnpProduct? product, SnpReportFailure irregularity)
    {
        _bytes = bytes;
        Product = product;
        Irregularity = irregularity;
    }

    /// <summary>The 1184 bytes as received.</summary>
    public ReadOnlyMemory<byte> Encoded => _bytes;

    /// <summary>The structure's version, 2 to 5.</summary>
    public uint Version => UInt32(SnpReportLayout.Version);

    /// <summary>The guest's own security version number. It is not the utility VM's, which its endorsement states.</summary>
    public uint GuestSvn => UInt32(SnpReportLayout.GuestSvn);

    /// <summary>The policy with which the guest was launched.</summary>
    public GuestPolicy Policy => new(UInt64(SnpReportLayout.Policy));

    /// <summary>The family identifier of the ID block: 16 bytes.</summary>
    public ReadOnlySpan<byte> FamilyId => Bytes(SnpReportLayout.FamilyId, SnpReportLayout.IdSize);

    /// <summary>The image identifier of the ID block: 16 bytes.</summary>
    public ReadOnlySpan<byte> ImageId => Bytes(SnpReportLayout.ImageId, SnpReportLayout.IdSize);

    /// <summary>The virtual machine privilege level that asked: 0 (most privileged) to 3, or <see cref="HostVmpl"/>.</summary>
    public uint Vmpl => UInt32(SnpReportLayout.Vmpl);

    /// <summary>PLATFORM_INFO: bit 0 simultaneous multithreading, 1 transparent encryption, 2 ECC, 5 alias check; the rest as AMD adds them.</summary>
    public ulong PlatformInfo => UInt64(SnpReportLayout.PlatformInfo);

    /// <summary>True when an author key certified the identity key.</summary>
    public bool HasAuthorKey => (Flags & 1) == 1;

    /// <summary>MASK_CHIP_KEY: true when the platform does not use the chip's own key, so that only a loaded key can have signed.</summary>
    public bool MasksChipKey => ((Flags >> 1) & 1) == 1;

    /// <summary>Which kind of key the report says it is signed with.</summary>
    public SnpSigningKey SigningKey => (SnpSigningKey)((Flags >> 2) & 7);

    /// <summary>The 64 bytes that the guest had signed: here SHA-256 of the runtime claims, then 32 zero bytes.</summary>
    public ReadOnlySpan<byte> ReportData => Bytes(SnpReportLayout.ReportData, SnpReportLayout.ReportDataSize);

    /// <summary>The launch measurement: what was in the guest's memory at the start.</summary>
    public Digest384 Measurement => new(Bytes(SnpReportLayout.Measurement, Digest384.Size));

    /// <summary>What the host declared at launch, which the utility VM enforces: the digest of the policy document.</summary>
    public Digest256 HostData => new(Bytes(SnpReportLayout.HostData, Digest256.Size));

    /// <summary>Digest of the key that signed the ID block; zero without one.</summary>
    public Digest384 IdKeyDigest => new(Bytes(SnpReportLayout.IdKeyDigest, Digest384.Size));

    /// <summary>Digest of the key that certified the identity key; zero without one.</summary>
    public Digest384 AuthorKeyDigest => new(Bytes(SnpReportLayout.AuthorKeyDigest, Digest384.Size));

    /// <summary>Names the running guest: 32 bytes, fresh for each launch.</summary>
    public ReadOnlySpan<byte> ReportId => Bytes(SnpReportLayout.ReportId, Digest256.Size);

    /// <summary>The report identifier of the guest's migration agent; 32 bytes of FFh when it has none.</summary>
    public ReadOnlySpan<byte> MigrationAgentReportId => Bytes(SnpReportLayout.MigrationAgentReportId, Digest256.Size);

    /// <summary>True when a migration agent is bound to the guest.</summary>
    public bool HasMigrationAgent => MigrationAgentReportId.ContainsAnyExcept((byte)0xFF);

    /// <summary>CURRENT_TCB, undecoded: its layout depends on the processor line.</summary>
    public ulong CurrentTcb => UInt64(SnpReportLayout.CurrentTcb);

    /// <summary>REPORTED_TCB, undecoded: the version that the signing key was derived for.</summary>
    public ulong ReportedTcb => UInt64(SnpReportLayout.ReportedTcb);

    /// <summary>COMMITTED_TCB, undecoded: the firmware cannot be rolled back below it.</summary>
    public ulong CommittedTcb => UInt64(SnpReportLayout.CommittedTcb);

    /// <summary>LAUNCH_TCB, undecoded: the version in force when the guest was launched or imported.</summary>
    public ulong LaunchTcb => UInt64(SnpReportLayout.LaunchTcb);

    /// <summary>
    /// The processor line by CPUID family and model; null in version 2, which does not say, so that the chain must.
    /// </summary>
    public SnpProduct? Product { get; }

    /// <summary>Names the chip: 64 bytes, of which Turin uses 8; zero where the platform hides it.</summary>
    public ReadOnlySpan<byte> ChipId => Bytes(SnpReportLayout.ChipId, SnpReportLayout.ChipIdSize);

    /// <summary>Mitigations in force at launch, from version 5; zero before.</summary>
    public ulong LaunchMitigations => UInt64(SnpReportLayout.LaunchMitigations);

    /// <summary>Mitigations in force now, from version 5; zero before.</summary>
    public ulong CurrentMitigations => UInt64(SnpReportLayout.CurrentMitigations);

    /// <summary>
    /// What in a report that <see cref="TryParseUnjudged"/> read is not as this version has it; <see cref="SnpReportFailure.None"/>
    /// for every report that <see cref="TryParse"/> accepted.
    /// </summary>
    internal SnpReportFailure Irregularity { get; }

    /// <summary>
    /// True when the signature's field holds two numbers of 48 bytes and is otherwise zero. Nothing signs these 512 bytes, so
    /// whoever passes a report on could write into them; the hardware does not.
    /// </summary>
    internal bool HasPlainSignature =>
        !HasSignatureOverflow(_bytes, SnpReportLayout.SignatureR)
        && !HasSignatureOverflow(_bytes, SnpReportLayout.SignatureS)
        && !Bytes(SnpReportLayout.SignatureEnd, SnpReportLayout.Size - SnpReportLayout.SignatureEnd).ContainsAnyExcept((byte)0);

    /// <summary>The 672 bytes that the signature covers.</summary>
    internal ReadOnlySpan<byte> SignedBytes => Bytes(0, SnpReportLayout.SignedSize);

    private uint Flags => UInt32(SnpReportLayout.Flags);

    /// <summary>Reads a report.</summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes.</param>
    /// <param name="report">The report, with a copy of the bytes.</param>
    /// <param name="failure">Why it was refused.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SnpReport? report, out SnpReportFailure failure)
    {
        if (TryParseUnjudged(bytes, out report, out failure) && report.Irregularity != SnpReportFailure.None)
        {
            failure = report.Irregularity;
            report = null;
        }

        return report is not null;
    }

    /// <summary>
    /// Reads a report by its layout alone. For who has to tell a report that somebody altered from one that hardware signed and
    /// that says something which is not understood: the second is genuine, and never acceptable.
    /// </summary>
    /// <param name="bytes">Exactly <see cref="Size"/> bytes of a known version, signed in the known way.</param>
    /// <param name="report">The report, with what is irregular about it.</param>
    /// <param name="failure">Why its layout is not known: length, version or algorithm.</param>
    internal static bool TryParseUnjudged(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out SnpReport? report, out SnpReportFailure failure)
    {
        report = null;
        failure = CheckLayout(bytes);
        if (failure != SnpReportFailure.None)
        {
            return false;
        }

        SnpReportFailure irregularity = CheckFields(bytes, out SnpProduct? product);
        report = new SnpReport(bytes.ToArray(), product, irregularity);
        return true;
    }

    /// <summary>The signature as big-endian R ‖ S of 48 bytes each (IEEE P1363); the report holds both little-endian.</summary>
    internal byte[] SignatureP1363()
    {
        byte[] r = Bytes(SnpReportLayout.SignatureR, SnpReportLayout.CoordinateSize).ToArray();
        byte[] s = Bytes(SnpReportLayout.SignatureS, SnpReportLayout.CoordinateSize).ToArray();
        Array.Reverse(r);
        Array.Reverse(s);
        return [.. r, .. s];
    }

    private static SnpReportFailure CheckLayout(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            return SnpReportFailure.Length;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[SnpReportLayout.Version..]) is < 2 or > 5)
        {
            return SnpReportFailure.Version;
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[SnpReportLayout.SignatureAlgorithm..]) == 1
            ? SnpReportFailure.None
            : SnpReportFailure.SignatureAlgorithm;
    }

    private static SnpReportFailure CheckFields(ReadOnlySpan<byte> bytes, out SnpProduct? product)
    {
        product = null;
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[SnpReportLayout.Version..]);
        bool isProductKnown = version < 3 || TryGetProduct(bytes[SnpReportLayout.CpuFamily], bytes[SnpReportLayout.CpuModel], out product);
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes[SnpReportLayout.Flags..]);
        if (flags >> 5 != 0)
        {
            return SnpReportFailure.ReservedField;
        }

        if (((flags >> 2) & 7) is not (0 or 1 or 7))
        {
            return SnpReportFailure.SigningKey;
        }

        if (HasSignatureOverflow(bytes, SnpReportLayout.SignatureR) || HasSignatureOverflow(bytes, SnpReportLayout.SignatureS))
        {
            return SnpReportFailure.SignatureRange;
        }

        foreach ((int start, int end) in SnpReportLayout.ReservedRanges(version))
        {
            if (bytes[start..end].ContainsAnyExcept((byte)0))
            {
                return SnpReportFailure.ReservedField;
            }
        }

        return isProductKnown ? SnpReportFailure.None : SnpReportFailure.Product;
    }

    private static bool HasSignatureOverflow(ReadOnlySpan<byte> bytes, int start) =>
        bytes[(start + SnpReportLayout.CoordinateSize)..(start + SnpReportLayout.SignatureFieldSize)].ContainsAnyExcept((byte)0);

    private static bool TryGetProduct(byte family, byte model, out SnpProduct? product)
    {
        product = (family, model) switch
        {
            (0x19, <= 0x0F) => SnpProduct.Milan,
            (0x19, >= 0x10 and <= 0x1F) => SnpProduct.Genoa,
            (0x19, >= 0xA0 and <= 0xAF) => SnpProduct.Genoa,
            (0x1A, <= 0x1F) => SnpProduct.Turin,
            _ => null,
        };
        return product is not null;
    }

    private ReadOnlySpan<byte> Bytes(int start, int length) => _bytes.AsSpan(start, length);

    private uint UInt32(int start) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(start));

    private ulong UInt64(int start) => BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(start));
}
