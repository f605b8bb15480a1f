using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

/// <summary>Chains as people hand them in: in any order and spelling, with more in them than is needed, broken, and of other lines.</summary>
public sealed class HandedChainTests
{
    private static readonly SimulatedChain s_milan = SimulatedChain.Milan;

    private static readonly byte[] s_leaf = s_milan.Leaf();
    private static readonly byte[] s_signing = SimulatedChain.MilanSigningKey;
    private static readonly byte[] s_root = SimulatedChain.MilanRoot;

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Any_order_will_do(int first, int second, int third)
    {
        byte[][] certificates = [s_leaf, s_signing, s_root];
        Assert.Equal("Acceptable:", With(SimulatedChain.ToPem(certificates[first], certificates[second], certificates[third])));
    }

    [Fact]
    public void Carriage_returns_other_text_and_a_byte_order_mark_do_not_matter()
    {
        string pem = Encoding.ASCII.GetString(SimulatedChain.MilanPem);
        Assert.Equal("Acceptable:", With(Encoding.UTF8.GetBytes(pem.Replace("\n", "\r\n"))));
        Assert.Equal("Acceptable:", With(Encoding.UTF8.GetBytes("\uFEFFsubject: CN = SEV-VCEK\n" + pem.Replace("-----BEGIN", "Bag Attributes\n-----BEGIN") + "\n\n# end\n")));
    }

    [Fact]
    public void Der_one_after_the_other_and_base64_of_it_or_of_pem_will_do()
    {
        byte[] der = [.. s_leaf, .. s_signing, .. s_root];
        Assert.Equal("Acceptable:", With(der));
        Assert.Equal("Acceptable:", With(Encoding.ASCII.GetBytes(Convert.ToBase64String(der, Base64FormattingOptions.InsertLineBreaks))));
        Assert.Equal("Acceptable:", With(Encoding.ASCII.GetBytes(Convert.ToBase64String(SimulatedChain.MilanPem) + "\n")));
    }

    [Fact]
    public void The_hosts_json_will_do_and_base64_of_it()
    {
        string leaf = Escaped(SimulatedChain.ToPem(s_leaf));
        string json = $$"""{"vcekCert":"{{leaf}}","tcbm":"DB18000000000004","certificateChain":"{{Escaped(SimulatedChain.ToPem(s_signing, s_root))}}","cacheControl":"86400"}""";
        Assert.Equal("Acceptable:", With(Encoding.UTF8.GetBytes(json)));
        Assert.Equal("Acceptable:", With(Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)))));
        Assert.Equal("Unreadable: chain", With(Encoding.UTF8.GetBytes(json.Replace("vcekCert", "certificate"))));
    }

    [Fact]
    public void More_certificates_than_needed_do_not_matter()
    {
        byte[] otherLeaf = (s_milan with { Tcb = new TcbVersion(4, 0, 22, 213) }).Leaf();
        using RSA key = RSA.Create(2048);
        byte[] foreign = new CertificateRequest("CN=somebody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100)).RawData;
        Assert.Equal("Acceptable:", With(SimulatedChain.ToPem(otherLeaf, s_leaf, s_leaf, foreign, s_signing, s_root, s_root)));
    }

    [Fact]
    public void A_missing_certificate_and_a_cut_off_file_are_unreadable()
    {
        Assert.Equal("Unreadable: chain", With(SimulatedChain.ToPem(s_leaf)));
        Assert.Equal("Unreadable: chain", With(SimulatedChain.ToPem(s_leaf, s_root)));
        Assert.Equal("Unreadable: chain", With(SimulatedChain.ToPem(s_signing, s_root)));
        Assert.Equal("Unreadable: chain", With(SimulatedChain.MilanPem[..^100]));
        Assert.Equal("Unreadable: chain", With(SimulatedChain.MilanPem[..(SimulatedChain.MilanPem.Length / 2)]));
        Assert.Equal("Unreadable: chain", With([]));
        Assert.Equal("Unreadable: chain", With("no certificates"u8.ToArray()));
        Assert.Equal("Unreadable: chain", With(SimulatedChain.ToPem(s_leaf, s_signing[..^20], s_root)));
    }

    [Fact]
    public void A_turned_bit_in_a_signature_is_forged_at_that_link()
    {
        Assert.Equal("Forged: chain.leaf.signature", With(SimulatedChain.ToPem(Turned(s_leaf), s_signing, s_root)));
        Assert.Equal("Forged: chain.intermediate.signature", With(SimulatedChain.ToPem(s_leaf, Turned(s_signing), s_root)));
        Assert.Equal("Forged: chain.root chain.root.signature", With(SimulatedChain.ToPem(s_leaf, s_signing, Turned(s_root))));
    }

    [Fact]
    public void A_certificate_for_another_firmware_or_another_chip_is_forged()
    {
        byte[] otherTcb = (s_milan with { Tcb = new TcbVersion(4, 0, 22, 213) }).ToPemBelowMilan();
        Assert.Equal("Forged: report.tcb", With(otherTcb));
        byte[] chip = [.. SimulatedReport.ChipId];
        chip[0] ^= 1;
        Assert.Equal("Forged: report.chip", With((s_milan with { HardwareId = chip }).ToPemBelowMilan()));
    }

    [Fact]
    public void Another_lines_leaf_is_forged() =>
        Assert.Equal("Forged: report.product", With((s_milan with { ProductName = "Genoa-B1" }).ToPemBelowMilan()));

    [Fact]
    public void A_homemade_chain_in_amds_names_is_forged_whatever_it_is_made_of()
    {
        using ECDsa root = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using ECDsa leaf = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        DateTimeOffset from = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        X500DistinguishedName amd = new("CN=ARK-Milan, O=Advanced Micro Devices");
        CertificateRequest authority = new(amd, root, HashAlgorithmName.SHA384);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        byte[] ark = authority.CreateSelfSigned(from, from.AddYears(30)).RawData;
        CertificateRequest vcek = new("CN=SEV-VCEK, O=Advanced Micro Devices", leaf, HashAlgorithmName.SHA384);
        X509SignatureGenerator generator = X509SignatureGenerator.CreateForECDsa(root);
        byte[] end = vcek.Create(amd, generator, from, from.AddYears(20), [0]).RawData;
        byte[] between = new CertificateRequest("CN=SEV-Milan, O=Advanced Micro Devices", root, HashAlgorithmName.SHA384).Create(amd, generator, from, from.AddYears(20), [1]).RawData;
        Assert.Equal("Forged: chain", With(SimulatedChain.ToPem(end, between, ark)));

        using ECDsa bare = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        byte[] withoutExtensions = vcek.Create(
            new X500DistinguishedName("CN=ASK-SIMULATED, O=Advanced Test Devices, C=XX"),
            X509SignatureGenerator.CreateForRSA(TestOnlyKey.HardwareSigning, RSASignaturePadding.Pss), from, from.AddYears(20), [0]).RawData;
        Assert.Equal("Forged: chain", With(SimulatedChain.ToPem(withoutExtensions, s_signing, s_root)));
    }

    [Fact]
    public void A_loaded_key_is_told_apart_from_the_chips_own()
    {
        SimulatedChain vlek = s_milan with { HardwareId = null, ProviderId = "CN=cc-us-east-2.example.com", ProductName = "Milan" };
        SimulatedReport report = new() { Flags = 1 << 2, Chip = new byte[64] };
        HandedEvidenceAppraisal appraisal = new HandedParts { Report = report, Chain = vlek.ToPemBelowMilan() }.Appraise();
        Assert.Equal(AppraisalVerdict.Acceptable, appraisal.Appraisal.Verdict);
        Assert.Equal("VLEK", appraisal.Certificates[0].Role);
        Assert.Contains("cc-us-east-2.example.com", appraisal.Certificates[0].Detail, StringComparison.Ordinal);

        Assert.Equal("Forged: report.signing_key", new HandedParts { Chain = vlek.ToPemBelowMilan() }.Verdict());
        Assert.Equal("Forged: report.signing_key report.chip", new HandedParts { Report = report }.Verdict());

        // Where both keys lie in one file, as hosts lay them, the report says which of them signed it.
        byte[] both = SimulatedChain.ToPem(s_leaf, vlek.Leaf(), s_signing, s_root);
        Assert.Equal("Acceptable:", new HandedParts { Report = report, Chain = both }.Verdict());
        Assert.Equal("Acceptable:", new HandedParts { Chain = both }.Verdict());
    }

    [Fact]
    public void Genoa_and_turin_are_judged_by_their_own_roots_layouts_and_floors()
    {
        SimulatedChain genoa = s_milan with { ProductName = "Genoa", Tcb = new TcbVersion(10, 0, 23, 84) };
        SimulatedReport report = Line(new() { Cpu = (0x19, 0x11) }, new TcbVersion(10, 0, 23, 84));
        Assert.Equal("Acceptable:", Verdict(report, genoa, SnpProduct.Genoa));
        TcbVersion oldGenoa = new(9, 0, 21, 72);
        Assert.Equal(
            "GenuineNotAcceptable: tcb.reported tcb.committed tcb.current tcb.launch",
            Verdict(Line(new() { Cpu = (0x19, 0x11) }, oldGenoa), genoa with { Tcb = oldGenoa }, SnpProduct.Genoa));

        TcbVersion tcb = new(1, 1, 4, 81, 1);
        byte[] shortId = SimulatedReport.ChipId[..8];
        SimulatedChain turin = s_milan with { ProductName = "Turin", Tcb = tcb, HasFmc = true, HardwareId = shortId };
        SimulatedReport five = Line(
            new() { Version = 5, Cpu = (0x1A, 0x02), Product = SnpProduct.Turin, Chip = [.. shortId, .. new byte[56]], Patches = [(0x1F8, 0x3F), (0x200, 0x3F)] }, tcb);
        Assert.Equal("Acceptable:", Verdict(five, turin, SnpProduct.Turin));
        Assert.Equal("Forged: report.tcb", Verdict(five, turin with { HasFmc = false }, SnpProduct.Turin));
        Assert.StartsWith("Forged: report.product", Verdict(five, turin, SnpProduct.Genoa), StringComparison.Ordinal);
    }

    private static string With(byte[] chain) => new HandedParts { Chain = chain }.Verdict();

    private static string Verdict(SimulatedReport report, SimulatedChain chain, SnpProduct product)
    {
        HandedParts parts = new() { Report = report, Chain = chain.ToPemBelowMilan() };
        return parts.Verdict(HandedParts.Values with { Hardware = [new HardwareAnchor("simulated", product, Digest256.Of(SimulatedChain.MilanRoot))] });
    }

    private static SimulatedReport Line(SimulatedReport report, TcbVersion tcb) => report with { Current = tcb, Reported = tcb, Committed = tcb, Launch = tcb };

    private static byte[] Turned(byte[] der)
    {
        byte[] turned = [.. der];
        turned[^1] ^= 1;
        return turned;
    }

    private static string Escaped(byte[] pem) => Encoding.ASCII.GetString(pem).Replace("\n", "\\n");
}
