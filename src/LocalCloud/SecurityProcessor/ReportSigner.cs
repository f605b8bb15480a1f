using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.LocalCloud.Pki;

namespace EnclaveCleanRoom.LocalCloud.SecurityProcessor;

/// <summary>Writes attestation reports and signs them with the simulated chip's key, as the secure processor's firmware does.</summary>
/// <remarks>Source: AMD publication 56860, table "ATTESTATION_REPORT", version 3. Integers are little-endian.</remarks>
internal sealed class ReportSigner
{
    private const int ReportSize = 0x4A0;
    private const int SignedSize = 0x2A0;
    private const int CoordinateSize = 48;
    private const int SignatureS = 0x2E8;

    // ABI 0.31; bit 16 allows SMT, bit 17 is always one.
    private const ulong BasePolicy = 0x3001F;
    private const ulong MigrationPolicy = 1UL << 18;
    private const ulong DebugPolicy = 1UL << 19;

    private readonly GuestSettings _guest;
    private readonly X509Certificate2 _vcek;
    private readonly TcbVersion _levels;

    // A guest's report id is made at its launch; this guest is launched with the program.
    private readonly byte[] _reportId = RandomNumberGenerator.GetBytes(32);

    public ReportSigner(SimulatedPki pki, GuestSettings guest)
    {
        _guest = guest;
        _vcek = guest.HasOldFirmware ? pki.VcekOld : pki.VcekCurrent;
        _levels = guest.HasOldFirmware ? Firmware.Old : Firmware.Current;
        string chain = pki.HardwareIssuer.ExportCertificatePem() + "\n" + pki.HardwareRoot.ExportCertificatePem() + "\n";
        Certificates = new(_vcek.ExportCertificatePem() + "\n", chain);
    }

    /// <summary>The certificates of the key that signs, as Azure's hosts hand them out.</summary>
    public (string Vcek, string Chain) Certificates { get; }

    /// <summary>The firmware levels as 16 upper-case hexadecimal digits, the most significant first.</summary>
    public string EndorsedTcb => Firmware.Encode(_levels).ToString("X16", null);

    /// <summary>Signs a report.</summary>
    /// <param name="reportData">64 bytes of the guest's choice.</param>
    /// <param name="hostData">The digest of the policy document that the guest enforces.</param>
    /// <returns>1184 bytes.</returns>
    public byte[] Sign(ReadOnlySpan<byte> reportData, Digest256 hostData)
    {
        byte[] report = new byte[ReportSize];
        BinaryPrimitives.WriteUInt32LittleEndian(report.AsSpan(0x000), 3);
        BinaryPrimitives.WriteUInt32LittleEndian(report.AsSpan(0x004), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(report.AsSpan(0x008), Policy());
        report[0x010] = 1;
        report[0x020] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(report.AsSpan(0x030), _guest.Vmpl);
        BinaryPrimitives.WriteUInt32LittleEndian(report.AsSpan(0x034), 1);
        WriteTcb(report, 0x038);
        BinaryPrimitives.WriteUInt64LittleEndian(report.AsSpan(0x040), 0x25);
        reportData.CopyTo(report.AsSpan(0x050, 64));
        UtilityVm.LaunchMeasurement.Span.CopyTo(report.AsSpan(0x090));
        hostData.AsSpan().CopyTo(report.AsSpan(0x0C0));
        SHA384.HashData("EnclaveCleanRoom LocalCloud SIMULATED id key"u8, report.AsSpan(0x0E0, 48));
        _reportId.CopyTo(report.AsSpan(0x140));
        report.AsSpan(0x160, 32).Fill(0xFF);
        WriteTcb(report, 0x180);
        ((ReadOnlySpan<byte>)[0x19, 0x01, 0x01]).CopyTo(report.AsSpan(0x188));
        VcekExtensions.ChipIdOf(_vcek).CopyTo(report.AsSpan(0x1A0));
        WriteTcb(report, 0x1E0);
        ((ReadOnlySpan<byte>)[0x1D, 0x37, 0x01, 0x00, 0x1D, 0x37, 0x01, 0x00]).CopyTo(report.AsSpan(0x1E8));
        WriteTcb(report, 0x1F0);
        WriteSignature(report);
        return report;
    }

    private ulong Policy() =>
        BasePolicy | (_guest.IsDebuggable ? DebugPolicy : 0) | (_guest.IsMigrationAllowed ? MigrationPolicy : 0);

    private void WriteTcb(byte[] report, int at) => BinaryPrimitives.WriteUInt64LittleEndian(report.AsSpan(at), Firmware.Encode(_levels));

    // R and S lie little-endian in fields of 72 bytes, of which P-384 fills 48.
    private void WriteSignature(byte[] report)
    {
        using ECDsa key = _vcek.GetECDsaPrivateKey()!;
        byte[] signature = key.SignData(
            report.AsSpan(0, SignedSize), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        Array.Reverse(signature, 0, CoordinateSize);
        Array.Reverse(signature, CoordinateSize, CoordinateSize);
        signature.AsSpan(0, CoordinateSize).CopyTo(report.AsSpan(SignedSize));
        signature.AsSpan(CoordinateSize).CopyTo(report.AsSpan(SignatureS));
    }
}
