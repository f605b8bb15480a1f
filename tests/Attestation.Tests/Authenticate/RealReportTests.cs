using System.Text;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class RealReportTests
{
    [Fact]
    public void A_version_3_report_from_azure_is_genuine()
    {
        SnpReport report = Report(SharedVectors.AzureReport);
        CertificateChain chain = Chain(SharedVectors.AzureChain);
        Assert.True(SnpVerifier.TryAuthenticate(
            report, chain, HardwareAnchor.Amd, SharedVectors.Time, out GenuineReport? genuine, out SnpAuthenticationFailure failure), failure.ToString());
        Assert.Equal(3u, report.Version);
        Assert.Equal(SnpProduct.Milan, genuine.Product);
        Assert.Equal(new TcbVersion(4, 0, 24, 219), genuine.Tcb.Reported);
        Assert.Null(genuine.ProviderId);
        Assert.Equal(Digest256.Parse("73973b78d70cc68353426de188db5dfc57e5b766e399935fb73a61127ea26d20"), report.HostData);
        Assert.False(report.Policy.AllowsDebug);
        Assert.True(report.Policy.IsUnderstood);
        Assert.False(report.HasMigrationAgent);
    }

    [Fact]
    public void A_version_2_report_is_genuine_by_the_chain_of_its_line()
    {
        byte[] leaf = SharedVectors.Read("snp", "go-sev-guest", "vcek.testcer");
        byte[] authorities = SharedVectors.Read("snp", "go-sev-guest", "ask_ark_milan.pem");
        string pem = new string(System.Security.Cryptography.PemEncoding.Write("CERTIFICATE", leaf)) + "\n" + Encoding.ASCII.GetString(authorities);
        SnpReport report = Report(SharedVectors.Read("snp", "go-sev-guest", "attestation.bin"));
        DateTimeOffset at = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.True(SnpVerifier.TryAuthenticate(
            report, Chain(Encoding.ASCII.GetBytes(pem)), HardwareAnchor.Amd, at, out GenuineReport? genuine, out SnpAuthenticationFailure failure), failure.ToString());
        Assert.Equal(2u, report.Version);
        Assert.Null(report.Product);
        Assert.Equal(new TcbVersion(2, 0, 5, 68), genuine.Tcb.Reported);
    }

    [Fact]
    public void The_hosts_json_holds_a_chain()
    {
        byte[] text = SharedVectors.Read("snp", "ms-sidecar-security-context", "host-amd-cert-base64");
        CertificateChain chain = Chain(Convert.FromBase64String(Encoding.ASCII.GetString(text).Trim()));
        Assert.Equal(HardwareAnchor.AmdMilan.RootFingerprint, chain.RootFingerprint);
        Assert.Equal(SnpSigningKey.Vcek, chain.LeafKind);
    }

    [Fact]
    public void Another_chips_certificate_does_not_endorse_a_report()
    {
        byte[] text = SharedVectors.Read("snp", "ms-sidecar-security-context", "host-amd-cert-base64");
        CertificateChain chain = Chain(Convert.FromBase64String(Encoding.ASCII.GetString(text).Trim()));
        Assert.False(SnpVerifier.TryAuthenticate(
            Report(SharedVectors.AzureReport), chain, HardwareAnchor.Amd, new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), out _, out SnpAuthenticationFailure failure));
        Assert.Equal(SnpAuthenticationFailure.TcbMismatch, failure);
    }

    [Theory]
    [InlineData("ask_ark_milan.pem", SnpProduct.Milan)]
    [InlineData("ask_ark_milan_vlek.pem", SnpProduct.Milan)]
    [InlineData("ask_ark_genoa.pem", SnpProduct.Genoa)]
    [InlineData("ask_ark_genoa_vlek.pem", SnpProduct.Genoa)]
    [InlineData("ask_ark_turin_vcek.pem", SnpProduct.Turin)]
    [InlineData("ask_ark_turin_vlek.pem", SnpProduct.Turin)]
    public void The_pinned_fingerprints_are_those_of_amds_roots(string file, SnpProduct product)
    {
        System.Security.Cryptography.X509Certificates.X509Certificate2Collection certificates = [];
        certificates.ImportFromPem(Encoding.ASCII.GetString(SharedVectors.Read("snp", "go-sev-guest", file)));
        HardwareAnchor anchor = Assert.Single(HardwareAnchor.Amd, candidate => candidate.Product == product);
        Assert.Contains(certificates, certificate => Digest256.Of(certificate.RawData) == anchor.RootFingerprint);
        Assert.All(certificates, certificate =>
        {
            Assert.True(CertificateDer.TryParse(certificate.RawData, out CertificateDer? parsed));
            Assert.True(AmdCertificateProfile.IsAuthority(parsed));
        });
    }

    private static SnpReport Report(byte[] bytes)
    {
        Assert.True(SnpReport.TryParse(bytes, out SnpReport? report, out SnpReportFailure failure), failure.ToString());
        return report;
    }

    private static CertificateChain Chain(byte[] text)
    {
        Assert.True(CertificateChain.TryParse(text, out CertificateChain? chain, out CertificateChainFailure failure), failure.ToString());
        return chain;
    }
}
