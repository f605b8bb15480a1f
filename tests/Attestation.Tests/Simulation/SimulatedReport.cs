using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>A report of which each field can be set, signed by the published test key.</summary>
internal sealed record SimulatedReport
{
    public static TcbVersion Tcb { get; } = new(4, 0, 24, 219);

    public static byte[] ChipId { get; } = SHA512.HashData("simulated chip"u8);

    public static Digest384 LaunchMeasurement { get; } = Digest384.Of("simulated utility VM"u8);

    public uint Version { get; init; } = 3;

    public ulong Policy { get; init; } = 0x3_001F;

    public uint Vmpl { get; init; }

    public uint SignatureAlgorithm { get; init; } = 1;

    public uint Flags { get; init; }

    public byte[] ReportData { get; init; } = new byte[64];

    public Digest384 Measurement { get; init; } = LaunchMeasurement;

    public Digest256 HostData { get; init; } = Digest256.Of("simulated policy document"u8);

    public SnpProduct Product { get; init; } = SnpProduct.Milan;

    public TcbVersion Current { get; init; } = Tcb;

    public TcbVersion Reported { get; init; } = Tcb;

    public TcbVersion Committed { get; init; } = Tcb;

    public TcbVersion Launch { get; init; } = Tcb;

    public byte[] Chip { get; init; } = ChipId;

    public byte MigrationAgentByte { get; init; } = 0xFF;

    public (byte Family, byte Model) Cpu { get; init; } = (0x19, 0x01);

    /// <summary>Bytes to write last, before signing.</summary>
    public IReadOnlyList<(int Offset, byte Value)> Patches { get; init; } = [];

    public ECDsa Key { get; init; } = TestOnlyKey.EndorsementKey;

    public SnpReport Parse()
    {
        Assert.True(SnpReport.TryParse(ToBytes(), out SnpReport? report, out SnpReportFailure failure), failure.ToString());
        return report;
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[SnpReport.Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x000), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x004), 2);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x008), Policy);
        bytes[0x010] = 1;
        bytes[0x020] = 2;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x030), Vmpl);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x034), SignatureAlgorithm);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x038), Current.Encode(Product));
        bytes[0x040] = 0x25;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(0x048), Flags);
        ReportData.CopyTo(bytes, 0x050);
        Measurement.AsSpan().CopyTo(bytes.AsSpan(0x090));
        HostData.AsSpan().CopyTo(bytes.AsSpan(0x0C0));
        SHA256.HashData("simulated guest"u8, bytes.AsSpan(0x140, 32));
        bytes.AsSpan(0x160, 32).Fill(MigrationAgentByte);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x180), Reported.Encode(Product));
        if (Version >= 3)
        {
            (bytes[0x188], bytes[0x189], bytes[0x18A]) = (Cpu.Family, Cpu.Model, 1);
        }

        Chip.CopyTo(bytes, 0x1A0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x1E0), Committed.Encode(Product));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x1F0), Launch.Encode(Product));
        foreach ((int offset, byte value) in Patches)
        {
            bytes[offset] = value;
        }

        Sign(bytes);
        return bytes;
    }

    private void Sign(byte[] bytes)
    {
        byte[] signature = Key.SignData(bytes.AsSpan(0, 0x2A0), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        int half = signature.Length / 2;
        signature.AsSpan(0, half).Reverse();
        signature.AsSpan(half).Reverse();
        signature.AsSpan(0, half).CopyTo(bytes.AsSpan(0x2A0));
        signature.AsSpan(half).CopyTo(bytes.AsSpan(0x2E8));
    }
}
