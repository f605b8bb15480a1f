using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Explanation;

/// <summary>Whoever signs is told of every anchor that is not the vendors', whatever the drafter calls it.</summary>
public sealed class TrustReviewTests
{
    private static readonly EnclaveTerms s_vendors = SampleEvidence.Terms with
    {
        MinimumTcb = [new TcbTerms { Product = SnpProduct.Milan, Bootloader = 4, Tee = 0, Snp = 24, Microcode = 219, Fmc = 0 }],
        HardwareRoots = [RootOf(HardwareAnchor.AmdMilan)],
        UvmIssuer = UvmAnchor.MicrosoftContainerPlatform.Did,
        UvmFeed = UvmAnchor.MicrosoftContainerPlatform.Feed,
        AttestationAuthority = "https://sharedweu.weu.attest.azure.net",
    };

    [Fact]
    public void What_is_the_vendors_is_called_so_and_warned_of_nowhere()
    {
        Assert.Empty(Warnings(s_vendors));
        string text = Explain(s_vendors);
        Assert.DoesNotContain("WARNING", text, StringComparison.Ordinal);
        Assert.Contains($"hardware root 'ARK-Milan' for Milan, certificate {HardwareAnchor.AmdMilan.RootFingerprint}: AMD's ARK-Milan", text, StringComparison.Ordinal);
        Assert.Contains("firmware of Milan from bootloader 4, tee 0, snp 24, microcode 219, fmc 0 on", text, StringComparison.Ordinal);
        Assert.Contains("feed 'ContainerPlat-AMD-UVM', from security version 100 on: Microsoft's", text, StringComparison.Ordinal);
        Assert.Contains("attestation service https://sharedweu.weu.attest.azure.net: Microsoft's own of a region", text, StringComparison.Ordinal);
        Assert.Contains("certificate authorities inside the measured image", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SIMULATED")]
    [InlineData("AMD Milan root")]
    [InlineData("Milan")]
    public void A_root_of_another_certificate_is_warned_of_with_its_fingerprint_whatever_its_name(string name)
    {
        HardwareRootTerms root = new() { Name = name, Product = SnpProduct.Milan, Certificate = SampleEvidence.RootFingerprint };
        string warning = Assert.Single(Warnings(s_vendors with { HardwareRoots = [RootOf(HardwareAnchor.AmdMilan), root] }));
        Assert.Contains(SampleEvidence.RootFingerprint.ToString(), warning, StringComparison.Ordinal);
        Assert.Equal(name == "SIMULATED", warning.Contains("a SIMULATED root is accepted", StringComparison.Ordinal));
        Assert.Contains("WARNING: " + warning, Explain(s_vendors with { HardwareRoots = [root] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ARK-Milan")]
    [InlineData("ark-milan")]
    [InlineData("ARK-Genoa")]
    [InlineData("ARK Milan (AMD)")]
    public void The_vendors_name_over_a_simulated_root_is_refused(string name)
    {
        HardwareRootTerms root = new() { Name = name, Product = SnpProduct.Milan, Certificate = SampleEvidence.RootFingerprint };
        Assert.Contains($"the hardware root '{name}' is called as AMD's are", Refused(s_vendors with { HardwareRoots = [root] }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_vendors_root_under_the_name_of_another_line_is_refused() => Assert.Contains(
        "is called as AMD's are",
        Refused(s_vendors with { HardwareRoots = [RootOf(HardwareAnchor.AmdMilan) with { Name = "ARK-Genoa" }] }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\u0410RK-Milan")]
    [InlineData("ARK\u2010Milan")]
    [InlineData("")]
    public void A_name_that_only_looks_like_the_vendors_is_refused(string name) => Assert.Contains(
        "1 to 100 printable ASCII characters",
        Refused(s_vendors with { HardwareRoots = [new HardwareRootTerms { Name = name, Product = SnpProduct.Milan, Certificate = SampleEvidence.RootFingerprint }] }),
        StringComparison.Ordinal);

    [Fact]
    public void An_issuer_of_utility_VMs_that_is_the_drafters_is_warned_of()
    {
        string mine = new UvmAnchor(Digest256.Of("mine"u8), UvmAnchor.MicrosoftContainerPlatform.ExtendedKeyUsage, UvmAnchor.MicrosoftContainerPlatform.Feed).Did;
        Assert.Contains(mine, Assert.Single(Warnings(s_vendors with { UvmIssuer = mine })), StringComparison.Ordinal);
        Assert.Contains("'Another-Feed', which is not Microsoft's", Assert.Single(Warnings(s_vendors with { UvmFeed = "Another-Feed" })), StringComparison.Ordinal);
    }

    [Fact]
    public void Floors_below_the_published_ones_are_warned_of()
    {
        TcbTerms none = new() { Product = SnpProduct.Milan, Bootloader = 0, Tee = 0, Snp = 0, Microcode = 0, Fmc = 0 };
        Assert.Contains("the firmware floor of Milan, bootloader 0, tee 0, snp 0", Assert.Single(Warnings(s_vendors with { MinimumTcb = [none] })), StringComparison.Ordinal);
        Assert.Contains("from security version 0 on", Assert.Single(Warnings(s_vendors with { MinimumUvmSvn = 0 })), StringComparison.Ordinal);
        Assert.DoesNotContain("up-to-date", Explain(s_vendors with { MinimumTcb = [none] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://attest.example")]
    [InlineData("https://attest.azure.net.example")]
    [InlineData("https://weuattest.azure.net")]
    [InlineData("https://sharedweu.weu.attest.azure.net:8443")]
    public void An_attestation_service_outside_Azure_is_warned_of(string authority) =>
        Assert.Contains($"{authority} is no attestation service of Azure", Assert.Single(Warnings(s_vendors with { AttestationAuthority = authority })), StringComparison.Ordinal);

    [Fact]
    public void An_attestation_service_of_a_customer_is_told_from_the_shared_one()
    {
        EnclaveTerms theirs = s_vendors with { AttestationAuthority = "https://theirs.weu.attest.azure.net" };
        Assert.Empty(Warnings(theirs));
        Assert.Contains("one that a customer of Azure set up", Explain(theirs), StringComparison.Ordinal);
    }

    [Fact]
    public void Root_certificates_that_the_agreement_brings_are_warned_of_one_by_one()
    {
        byte[][] certificates = [[1], [2]];
        EnclaveTerms named = s_vendors with { ServiceRoots = new NamedServiceRoots { Certificates = certificates } };
        Assert.Equal(2, Warnings(named).Count);
        Assert.All(certificates, certificate => Assert.Contains(Digest256.Of(certificate).ToString(), Explain(named), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evilvault.azure.net.example/keys/feeds", "evilvault.azure.net.example")]
    [InlineData("https://vault.example:8443/keys/feeds", "vault.example:8443")]
    public void A_key_at_a_host_that_is_no_vault_of_Azure_is_warned_of(string key, string host)
    {
        Agreement agreement = With(s_vendors);
        agreement = agreement with { Datasets = [agreement.Datasets[0] with { KeyEncryptionKey = new Uri(key) }, .. agreement.Datasets.Skip(1)] };
        Assert.Contains($"lies at {host}, which is no key vault of Azure: no access token", Assert.Single(TrustReview.Warnings(agreement)), StringComparison.Ordinal);
        Amendment amendment = SampleAmendment.Valid with { Keys = [new AmendedKey { Dataset = SampleAgreement.Feeds, KeyEncryptionKey = new Uri(key) }] };
        Assert.Contains($"lies at {host}, which is no key vault", AmendmentExplanation.Write(amendment, SampleAgreement.Signed), StringComparison.Ordinal);
    }

    [Fact]
    public void An_amendment_is_explained_with_the_same_warnings() => Assert.All(
        TrustReview.Warnings(SampleAgreement.Valid),
        warning => Assert.Contains($"WARNING: {warning}", AmendmentExplanation.Write(SampleAmendment.Valid, SampleAgreement.Signed), StringComparison.Ordinal));

    private static HardwareRootTerms RootOf(HardwareAnchor anchor) => new() { Name = anchor.Name, Product = anchor.Product, Certificate = anchor.RootFingerprint };

    /// <summary>The sample's keys lie in Azure here.</summary>
    private static Agreement With(EnclaveTerms enclave) => SampleAgreement.Valid with
    {
        Enclave = enclave,
        Datasets = [.. SampleAgreement.Valid.Datasets.Select(dataset => dataset with { KeyEncryptionKey = new Uri($"https://{dataset.Owner}.vault.azure.net/keys/{dataset.Id}") })],
    };

    private static IReadOnlyList<string> Warnings(EnclaveTerms enclave) => TrustReview.Warnings(With(enclave));

    private static string Explain(EnclaveTerms enclave) => AgreementExplanation.Write(With(enclave));

    private static string Refused(EnclaveTerms enclave)
    {
        Assert.False(AgreementDraft.TryOpenJson(AgreementDraft.WriteJson(SampleAgreement.Valid with { Enclave = enclave }), out _, out DocumentRefusal? refusal));
        Assert.Equal(DocumentFailure.InvalidContent, refusal.Reason);
        return refusal.Detail;
    }
}
