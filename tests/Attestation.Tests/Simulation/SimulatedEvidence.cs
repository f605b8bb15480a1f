namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>Evidence that is acceptable as it stands, of which each part can be changed.</summary>
internal sealed record SimulatedEvidence
{
    public static DateTimeOffset At { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static Digest256 Agreement { get; } = Digest256.Of("agreement"u8);

    public static byte[] Nonce { get; } = Digest256.Of("nonce"u8).ToArray();

    public static RuntimeClaims ValidClaims { get; } = RuntimeClaims.Create(
        RsaPublicJwk.FromRsa(TestOnlyKey.InstanceWrapping, "wrapping", "encrypt"),
        EcPublicJwk.FromKey(TestOnlyKey.InstanceSigning),
        Digest256.Of("tls key"u8),
        Agreement,
        Nonce);

    public static HardwareAnchor HardwareAnchor { get; } =
        new("simulated", SnpProduct.Milan, SimulatedChain.Parse(SimulatedChain.MilanPem).RootFingerprint);

    public static AttestationAuthority Authority { get; } = AttestationAuthority.Parse("https://attest.example:8443");

    public static TrustAnchors Anchors { get; } = new()
    {
        Hardware = [HardwareAnchor],
        UtilityVms = [SimulatedEndorsement.Anchor],
        Authority = Authority,
        TokenSigners = TokenSignerTrust.AsPublished,
        Services = ServiceTrust.System,
    };

    public static ReferenceValues Values { get; } = new()
    {
        Owner = "agreement",
        HostData = new HashSet<Digest256> { new SimulatedReport().HostData },
        DeniedHostData = new HashSet<Digest256>(),
        MinimumTcb = new Dictionary<SnpProduct, TcbVersion> { [SnpProduct.Milan] = new(4, 0, 20, 210) },
        MinimumUvmSvn = 100,
    };

    public SimulatedReport Report { get; init; } = new() { ReportData = ValidClaims.ReportData };

    public byte[] Chain { get; init; } = SimulatedChain.MilanPem;

    public byte[] Endorsement { get; init; } = SimulatedEndorsement.Valid;

    public ReadOnlyMemory<byte> Claims { get; init; } = ValidClaims.Encoded;

    public Evidence Create()
    {
        Assert.True(Evidence.TryCreate(Report.ToBytes(), Chain, Endorsement, Claims, out Evidence? evidence, out EvidenceFailure failure), failure.ToString());
        return evidence;
    }
}
