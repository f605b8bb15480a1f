namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class SnpReportTests
{
    [Theory]
    [InlineData(2u)]
    [InlineData(3u)]
    [InlineData(4u)]
    [InlineData(5u)]
    public void Versions_2_to_5_are_read(uint version)
    {
        SnpReport report = new SimulatedReport { Version = version }.Parse();
        Assert.Equal(version, report.Version);
        Assert.Equal(version == 2 ? null : SnpProduct.Milan, report.Product);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    [InlineData(6u)]
    [InlineData(0x01000003u)]
    public void Other_versions_are_refused(uint version) =>
        Assert.Equal(SnpReportFailure.Version, Refusal(new SimulatedReport { Version = version }.ToBytes()));

    [Theory]
    [InlineData(0)]
    [InlineData(1183)]
    [InlineData(1185)]
    public void Another_length_is_refused(int length)
    {
        byte[] bytes = new byte[length];
        byte[] whole = new SimulatedReport().ToBytes();
        whole.AsSpan(0, Math.Min(length, whole.Length)).CopyTo(bytes);
        Assert.Equal(SnpReportFailure.Length, Refusal(bytes));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    public void Another_signature_algorithm_is_refused(uint algorithm) =>
        Assert.Equal(SnpReportFailure.SignatureAlgorithm, Refusal(new SimulatedReport { SignatureAlgorithm = algorithm }.ToBytes()));

    [Theory]
    [InlineData(2u)]
    [InlineData(6u)]
    public void A_reserved_signing_key_is_refused(uint kind) =>
        Assert.Equal(SnpReportFailure.SigningKey, Refusal(new SimulatedReport { Flags = kind << 2 }.ToBytes()));

    [Theory]
    [InlineData(3u, 0x049)]
    [InlineData(3u, 0x04C)]
    [InlineData(2u, 0x188)]
    [InlineData(2u, 0x18A)]
    [InlineData(3u, 0x18B)]
    [InlineData(3u, 0x19F)]
    [InlineData(3u, 0x1EB)]
    [InlineData(3u, 0x1EF)]
    [InlineData(4u, 0x1F8)]
    [InlineData(4u, 0x207)]
    [InlineData(5u, 0x208)]
    [InlineData(5u, 0x29F)]
    [InlineData(3u, 0x330)]
    [InlineData(3u, 0x49F)]
    public void A_reserved_field_that_is_not_zero_is_refused(uint version, int offset)
    {
        byte[] bytes = new SimulatedReport { Version = version }.ToBytes();
        bytes[offset] = 0x80;
        Assert.Equal(SnpReportFailure.ReservedField, Refusal(bytes));
    }

    [Theory]
    [InlineData(0x2A0 + 48)]
    [InlineData(0x2A0 + 71)]
    [InlineData(0x2E8 + 48)]
    [InlineData(0x2E8 + 71)]
    public void A_signature_longer_than_the_curve_is_refused(int offset)
    {
        byte[] bytes = new SimulatedReport().ToBytes();
        bytes[offset] = 1;
        Assert.Equal(SnpReportFailure.SignatureRange, Refusal(bytes));
    }

    [Theory]
    [InlineData(0x17, 0x01)]
    [InlineData(0x19, 0x20)]
    [InlineData(0x1A, 0x50)]
    [InlineData(0x00, 0x00)]
    public void An_unknown_processor_is_refused(byte family, byte model) =>
        Assert.Equal(SnpReportFailure.Product, Refusal(new SimulatedReport { Cpu = (family, model) }.ToBytes()));

    [Theory]
    [InlineData(0x19, 0x01, SnpProduct.Milan)]
    [InlineData(0x19, 0x11, SnpProduct.Genoa)]
    [InlineData(0x19, 0xA0, SnpProduct.Genoa)]
    [InlineData(0x1A, 0x02, SnpProduct.Turin)]
    [InlineData(0x1A, 0x11, SnpProduct.Turin)]
    public void Family_and_model_name_the_line(byte family, byte model, SnpProduct product) =>
        Assert.Equal(product, new SimulatedReport { Cpu = (family, model) }.Parse().Product);

    [Fact]
    public void Fields_come_from_their_offsets()
    {
        byte[] bytes = new SimulatedReport().ToBytes();
        SnpReport report = new SimulatedReport { Policy = 0x3_001F | (1 << 19) | (1 << 18), Vmpl = 3, MigrationAgentByte = 0x11 }.Parse();
        Assert.True(report.Policy.AllowsDebug);
        Assert.True(report.Policy.AllowsMigrationAgent);
        Assert.True(report.Policy.AllowsSmt);
        Assert.False(report.Policy.RequiresSingleSocket);
        Assert.Equal(3u, report.Vmpl);
        Assert.True(report.HasMigrationAgent);
        Assert.Equal(SimulatedReport.LaunchMeasurement, report.Measurement);
        Assert.Equal(SimulatedReport.ChipId, report.ChipId);
        Assert.Equal(bytes.Length, report.Encoded.Length);
    }

    [Theory]
    [InlineData(0x1_001Ful, false)]
    [InlineData(0x2_001Ful, true)]
    [InlineData(0x3FF_001Ful, true)]
    [InlineData(0x402_001Ful, false)]
    [InlineData(0x8000_0000_0002_001Ful, false)]
    public void A_guest_policy_with_unknown_bits_is_not_understood(ulong value, bool understood) =>
        Assert.Equal(understood, new GuestPolicy(value).IsUnderstood);

    private static SnpReportFailure Refusal(byte[] bytes)
    {
        Assert.False(SnpReport.TryParse(bytes, out SnpReport? report, out SnpReportFailure failure));
        Assert.Null(report);
        return failure;
    }
}
