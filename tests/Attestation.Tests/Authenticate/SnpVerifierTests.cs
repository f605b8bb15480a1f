using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class SnpVerifierTests
{
    private static readonly DateTimeOffset s_at = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly SimulatedChain s_vlek = SimulatedChain.Milan with { HardwareId = null, ProviderId = "Azure", ProductName = "Milan" };

    [Fact]
    public void A_report_under_a_named_simulated_root_is_genuine()
    {
        SnpReport report = new SimulatedReport().Parse();
        CertificateChain chain = SimulatedChain.Parse(SimulatedChain.MilanPem);
        Assert.True(SnpVerifier.TryAuthenticate(report, chain, Anchors(chain), s_at, out GenuineReport? genuine, out _));
        Assert.Same(report, genuine.Report);
        Assert.Equal("simulated", genuine.Anchor.Name);
        Assert.Equal(SimulatedReport.Tcb, genuine.Tcb.Launch);
    }

    [Fact]
    public void The_default_anchors_refuse_a_simulated_root_by_name() =>
        Assert.Equal(SnpAuthenticationFailure.SimulatedRoot, Refusal(
            new SimulatedReport().Parse(), SimulatedChain.Parse(SimulatedChain.MilanPem), HardwareAnchor.Amd));

    [Fact]
    public void The_default_anchors_refuse_a_root_that_takes_amds_name() =>
        Assert.Equal(SnpAuthenticationFailure.RootNotTrusted, Refusal(
            new SimulatedReport().Parse(), (SimulatedChain.Milan with { RootName = "ARK-Milan" }).Parse(), HardwareAnchor.Amd));

    [Theory]
    [InlineData("ARK-Milan")]
    [InlineData("Milan")]
    [InlineData("")]
    public void A_root_that_says_that_it_simulates_is_refused_under_an_anchor_that_does_not(string name)
    {
        CertificateChain chain = SimulatedChain.Parse(SimulatedChain.MilanPem);
        HardwareAnchor disguised = new(name, SnpProduct.Milan, chain.RootFingerprint);
        Assert.Equal(SnpAuthenticationFailure.SimulatedRoot, Refusal(new SimulatedReport().Parse(), chain, [disguised]));
        Assert.True(SnpVerifier.TryAuthenticate(new SimulatedReport().Parse(), chain, [disguised with { Name = name + " SIMULATED" }], s_at, out _, out _));
    }

    [Fact]
    public void No_anchors_trust_nothing() =>
        Assert.Equal(SnpAuthenticationFailure.SimulatedRoot, Refusal(
            new SimulatedReport().Parse(), SimulatedChain.Parse(SimulatedChain.MilanPem), []));

    [Fact]
    public void A_root_that_another_key_signed_is_refused() =>
        Refused(SnpAuthenticationFailure.RootSignature, new(), SimulatedChain.Milan with { RootForger = TestOnlyKey.HardwareSigning });

    [Fact]
    public void A_signing_key_that_the_root_did_not_sign_is_refused() =>
        Refused(SnpAuthenticationFailure.IntermediateSignature, new(), SimulatedChain.Milan with { SigningKeyForger = TestOnlyKey.HardwareSigning });

    [Fact]
    public void An_endorsement_key_that_the_signing_key_did_not_sign_is_refused() =>
        Refused(SnpAuthenticationFailure.LeafSignature, new(), SimulatedChain.Milan with { LeafForger = TestOnlyKey.HardwareRoot });

    [Fact]
    public void A_chain_signed_with_another_padding_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateProfile, new(), SimulatedChain.Milan with { Padding = RSASignaturePadding.Pkcs1 });

    [Fact]
    public void A_signing_key_that_is_no_authority_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateProfile, new(), SimulatedChain.Milan with { SigningKeyIsAuthority = false });

    [Fact]
    public void An_endorsement_key_that_is_an_authority_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateProfile, new(), SimulatedChain.Milan with { LeafIsAuthority = true });

    [Fact]
    public void An_unknown_critical_extension_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateProfile, new(), SimulatedChain.Milan with { UnknownCriticalOid = "1.2.3.4" });

    [Fact]
    public void An_endorsement_key_on_another_curve_is_refused()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(SnpAuthenticationFailure.CertificateProfile, new(), SimulatedChain.Milan with { LeafKey = key });
    }

    [Fact]
    public void An_expired_endorsement_key_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateExpired, new(), SimulatedChain.Milan with { LeafNotAfter = s_at.AddSeconds(-1) });

    [Fact]
    public void An_expired_root_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateExpired, new(), SimulatedChain.Milan with { RootNotAfter = s_at.AddDays(-1) });

    [Fact]
    public void An_endorsement_key_from_the_future_is_refused() =>
        Refused(SnpAuthenticationFailure.CertificateNotYetValid, new(), SimulatedChain.Milan with { LeafNotBefore = s_at.AddSeconds(1) });

    [Theory]
    [InlineData("Genoa-B1")]
    [InlineData("Turin-C1")]
    [InlineData("milan-B0")]
    [InlineData("")]
    public void An_endorsement_key_of_another_line_is_refused(string productName) =>
        Refused(SnpAuthenticationFailure.ProductMismatch, new(), SimulatedChain.Milan with { ProductName = productName });

    [Fact]
    public void A_report_from_another_line_is_refused() =>
        Refused(SnpAuthenticationFailure.ProductMismatch, new SimulatedReport { Cpu = (0x19, 0x11) }, SimulatedChain.Milan);

    [Fact]
    public void A_report_that_says_it_is_not_signed_is_refused() =>
        Refused(SnpAuthenticationFailure.NotSigned, new SimulatedReport { Flags = 7 << 2 }, SimulatedChain.Milan);

    [Fact]
    public void A_chip_key_does_not_stand_for_a_loaded_key() =>
        Refused(SnpAuthenticationFailure.KeyKind, new SimulatedReport { Flags = 1 << 2 }, SimulatedChain.Milan);

    [Fact]
    public void A_loaded_key_does_not_stand_for_a_chip_key() => Refused(SnpAuthenticationFailure.KeyKind, new(), s_vlek);

    [Fact]
    public void A_masked_chip_key_cannot_have_signed() =>
        Refused(SnpAuthenticationFailure.KeyKind, new SimulatedReport { Flags = 2 }, SimulatedChain.Milan);

    [Fact]
    public void A_loaded_key_signs_for_a_provider_and_hides_the_chip()
    {
        SnpReport report = new SimulatedReport { Flags = (1 << 2) | 2, Chip = new byte[64] }.Parse();
        CertificateChain chain = s_vlek.Parse();
        Assert.True(SnpVerifier.TryAuthenticate(report, chain, Anchors(chain), s_at, out GenuineReport? genuine, out SnpAuthenticationFailure failure), failure.ToString());
        Assert.Equal("Azure", genuine.ProviderId);
    }

    public static TheoryData<TcbVersion> OtherTcbVersions => [.. new TcbVersion[]
    {
        new(3, 0, 24, 219), new(5, 0, 24, 219), new(4, 1, 24, 219), new(4, 0, 23, 219), new(4, 0, 24, 218), new(4, 0, 24, 220),
    }];

    [Theory]
    [MemberData(nameof(OtherTcbVersions))]
    public void A_key_derived_for_another_tcb_version_is_refused(TcbVersion tcb) =>
        Refused(SnpAuthenticationFailure.TcbMismatch, new SimulatedReport { Reported = tcb }, SimulatedChain.Milan);

    [Theory]
    [InlineData(0x03A)]
    [InlineData(0x185)]
    [InlineData(0x1E3)]
    [InlineData(0x1F4)]
    public void A_reserved_part_of_a_tcb_version_is_refused(int offset) =>
        Refused(SnpAuthenticationFailure.TcbLayout, new SimulatedReport { Patches = [(offset, 1)] }, SimulatedChain.Milan);

    [Fact]
    public void Another_chip_is_refused()
    {
        byte[] chip = [.. SimulatedReport.ChipId];
        chip[63] ^= 1;
        Refused(SnpAuthenticationFailure.ChipMismatch, new SimulatedReport { Chip = chip }, SimulatedChain.Milan);
    }

    [Fact]
    public void A_hidden_chip_is_refused_under_a_chip_key() =>
        Refused(SnpAuthenticationFailure.ChipMismatch, new SimulatedReport { Chip = new byte[64] }, SimulatedChain.Milan);

    [Fact]
    public void A_certificate_for_a_chip_of_zeros_is_refused() =>
        Refused(
            SnpAuthenticationFailure.ChipMismatch,
            new SimulatedReport { Chip = new byte[64] },
            SimulatedChain.Milan with { HardwareId = new byte[64] });

    [Fact]
    public void A_hardware_id_in_its_own_octet_string_is_read()
    {
        CertificateChain chain = (SimulatedChain.Milan with { WrapsHardwareId = true }).Parse();
        Assert.True(SnpVerifier.TryAuthenticate(new SimulatedReport().Parse(), chain, Anchors(chain), s_at, out _, out _));
    }

    [Fact]
    public void A_report_that_another_key_signed_is_refused() =>
        Refused(SnpAuthenticationFailure.ReportSignature, new SimulatedReport { Key = TestOnlyKey.OtherEndorsementKey }, SimulatedChain.Milan);

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x04)]
    [InlineData(0x30)]
    [InlineData(0x50)]
    [InlineData(0x90)]
    [InlineData(0xC0)]
    [InlineData(0x140)]
    [InlineData(0x160)]
    [InlineData(0x1F7)]
    [InlineData(0x2A0)]
    [InlineData(0x2E8)]
    public void A_changed_byte_is_refused(int offset)
    {
        byte[] bytes = new SimulatedReport().ToBytes();
        bytes[offset] ^= 1;
        Assert.True(SnpReport.TryParse(bytes, out SnpReport? report, out _));
        CertificateChain chain = SimulatedChain.Parse(SimulatedChain.MilanPem);
        Assert.Equal(SnpAuthenticationFailure.ReportSignature, Refusal(report, chain, Anchors(chain)));
    }

    [Fact]
    public void A_signature_of_zeros_is_refused()
    {
        byte[] bytes = new SimulatedReport().ToBytes();
        bytes.AsSpan(0x2A0).Clear();
        Assert.True(SnpReport.TryParse(bytes, out SnpReport? report, out _));
        CertificateChain chain = SimulatedChain.Parse(SimulatedChain.MilanPem);
        Assert.Equal(SnpAuthenticationFailure.ReportSignature, Refusal(report, chain, Anchors(chain)));
    }

    [Fact]
    public void Turin_has_its_own_layout_and_short_chip_ids()
    {
        TcbVersion tcb = new(2, 1, 4, 77, 3);
        byte[] shortId = SimulatedReport.ChipId[..8];
        byte[] chip = new byte[64];
        shortId.CopyTo(chip, 0);
        CertificateChain chain = (SimulatedChain.Milan with { ProductName = "Turin-C1", Tcb = tcb, HasFmc = true, HardwareId = shortId }).Parse();
        SimulatedReport turin = new()
        {
            Version = 5,
            Cpu = (0x1A, 0x11),
            Product = SnpProduct.Turin,
            Chip = chip,
            Current = tcb,
            Reported = tcb,
            Committed = tcb,
            Launch = tcb,
            Patches = [(0x1F8, 7), (0x200, 15)],
        };
        HardwareAnchor[] anchors = [new("simulated", SnpProduct.Turin, chain.RootFingerprint)];
        Assert.True(SnpVerifier.TryAuthenticate(turin.Parse(), chain, anchors, s_at, out GenuineReport? genuine, out SnpAuthenticationFailure failure), failure.ToString());
        Assert.Equal(tcb, genuine.Tcb.Reported);
        Assert.Equal(7u, genuine.Report.LaunchMitigations);
        Assert.Equal(15u, genuine.Report.CurrentMitigations);

        SnpReport longId = (turin with { Patches = [(0x1A0 + 8, 1)] }).Parse();
        Assert.Equal(SnpAuthenticationFailure.ChipMismatch, Refusal(longId, chain, anchors));
        SnpReport otherFmc = (turin with { Reported = tcb with { Fmc = 2 } }).Parse();
        Assert.Equal(SnpAuthenticationFailure.TcbMismatch, Refusal(otherFmc, chain, anchors));
    }

    private static void Refused(SnpAuthenticationFailure reason, SimulatedReport report, SimulatedChain chain)
    {
        CertificateChain parsed = chain == SimulatedChain.Milan ? SimulatedChain.Parse(SimulatedChain.MilanPem) : chain.Parse();
        Assert.Equal(reason, Refusal(report.Parse(), parsed, Anchors(parsed)));
    }

    private static SnpAuthenticationFailure Refusal(SnpReport report, CertificateChain chain, IReadOnlyList<HardwareAnchor> anchors)
    {
        Assert.False(SnpVerifier.TryAuthenticate(report, chain, anchors, s_at, out GenuineReport? genuine, out SnpAuthenticationFailure failure));
        Assert.Null(genuine);
        return failure;
    }

    private static HardwareAnchor[] Anchors(CertificateChain chain) => [new("simulated", SnpProduct.Milan, chain.RootFingerprint)];
}
