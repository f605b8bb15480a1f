namespace EnclaveCleanRoom.Attestation;

/// <summary>Where the fields of a report lie. All integers are little-endian.</summary>
/// <remarks>Source: AMD publication 56860 (SEV-SNP firmware ABI), table "ATTESTATION_REPORT".</remarks>
internal static class SnpReportLayout
{
    public const int Size = 0x4A0;
    public const int SignedSize = 0x2A0;

    public const int Version = 0x000;
    public const int GuestSvn = 0x004;
    public const int Policy = 0x008;
    public const int FamilyId = 0x010;
    public const int ImageId = 0x020;
    public const int Vmpl = 0x030;
    public const int SignatureAlgorithm = 0x034;
    public const int CurrentTcb = 0x038;
    public const int PlatformInfo = 0x040;
    public const int Flags = 0x048;
    public const int ReportData = 0x050;
    public const int Measurement = 0x090;
    public const int HostData = 0x0C0;
    public const int IdKeyDigest = 0x0E0;
    public const int AuthorKeyDigest = 0x110;
    public const int ReportId = 0x140;
    public const int MigrationAgentReportId = 0x160;
    public const int ReportedTcb = 0x180;
    public const int CpuFamily = 0x188;
    public const int CpuModel = 0x189;
    public const int CpuStepping = 0x18A;
    public const int ChipId = 0x1A0;
    public const int CommittedTcb = 0x1E0;
    public const int LaunchTcb = 0x1F0;
    public const int LaunchMitigations = 0x1F8;
    public const int CurrentMitigations = 0x200;
    public const int SignatureR = 0x2A0;
    public const int SignatureS = 0x2E8;
    public const int SignatureEnd = SignatureS + SignatureFieldSize;

    public const int IdSize = 16;
    public const int ReportDataSize = 64;
    public const int ChipIdSize = 64;

    // R and S take 72 bytes each, of which P-384 fills 48.
    public const int SignatureFieldSize = 72;
    public const int CoordinateSize = 48;

    /// <summary>The ranges that must be zero in a report of <paramref name="version"/>.</summary>
    public static (int Start, int End)[] ReservedRanges(uint version) =>
    [
        (0x04C, ReportData),
        (version >= 3 ? 0x18B : CpuFamily, ChipId),
        (0x1EB, 0x1EC),
        (0x1EF, LaunchTcb),
        (version >= 5 ? 0x208 : LaunchMitigations, SignatureR),
        (SignatureEnd, Size),
    ];
}
