using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Cose;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>The security processor's evidence passes the product's own verification, under the SIMULATED roots and only there.</summary>
public sealed class EvidenceTests(Cloud cloud)
{
    private static readonly byte[] s_runtimeData = Encoding.UTF8.GetBytes("runtime data of a test");

    [Fact]
    public async Task A_report_is_genuine_under_the_simulated_root_and_says_what_it_should()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        Assert.True(SnpReport.TryParse(attested.Report, out SnpReport? report, out SnpReportFailure parsing), parsing.ToString());
        Assert.True(CertificateChain.TryParse(attested.Certificates, out CertificateChain? chain, out CertificateChainFailure reading), reading.ToString());
        Assert.True(
            SnpVerifier.TryAuthenticate(report, chain, [Anchor()], DateTimeOffset.UtcNow, out GenuineReport? genuine, out SnpAuthenticationFailure failure),
            failure.ToString());

        byte[] reportData = new byte[64];
        SHA256.HashData(s_runtimeData, reportData);
        Assert.Equal(reportData, report.ReportData.ToArray());
        Assert.Equal(0u, report.Vmpl);
        Assert.False(report.Policy.AllowsDebug);
        Assert.False(report.Policy.AllowsMigrationAgent);
        Assert.True(report.Policy.IsUnderstood);
        Assert.False(report.HasMigrationAgent);
        Assert.Equal(new TcbVersion(4, 0, 24, 219), genuine.Tcb.Reported);
        Assert.Equal(attested.Body.GetProperty("endorsed_tcb").GetString(), genuine.Tcb.Reported.Encode(SnpProduct.Milan).ToString("X16"));
    }

    [Fact]
    public async Task Default_anchors_refuse_it_by_its_name()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        Assert.True(SnpReport.TryParse(attested.Report, out SnpReport? report, out _));
        Assert.True(CertificateChain.TryParse(attested.Certificates, out CertificateChain? chain, out _));
        Assert.False(SnpVerifier.TryAuthenticate(report, chain, HardwareAnchor.Amd, DateTimeOffset.UtcNow, out _, out SnpAuthenticationFailure failure));
        Assert.Equal(SnpAuthenticationFailure.SimulatedRoot, failure);
    }

    [Fact]
    public async Task The_endorsement_is_signed_for_the_launch_measurement_of_the_report()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        Assert.True(CoseSign1.TryDecode(attested.Endorsement, out CoseSign1? endorsement, out CoseFailure failure), failure.ToString());
        Assert.Equal(CoseAlgorithm.PS384, endorsement.Algorithm);
        Assert.Equal(3, endorsement.Protected.X5Chain.Count);
        using X509Certificate2 leaf = X509CertificateLoader.LoadCertificate(endorsement.Protected.X5Chain[0].Span);
        using CoseVerificationKey key = CoseVerificationKey.FromCertificate(leaf);
        Assert.Equal(CoseFailure.None, endorsement.Verify(key));
        Assert.True(endorsement.Protected.TryGetText("iss", out string? issuer));
        Assert.Equal(cloud.Process.Text("uvm_issuer"), issuer);
        Assert.StartsWith($"did:x509:0:sha256:{Digest256.Of(endorsement.Protected.X5Chain[2].Span).ToBase64Url()}::eku:", issuer);
        Assert.True(endorsement.Protected.TryGetText("feed", out string? feed));
        Assert.Equal(cloud.Process.Text("uvm_feed"), feed);

        Assert.True(SnpReport.TryParse(attested.Report, out SnpReport? report, out _));
        using JsonDocument payload = JsonDocument.Parse(endorsement.Payload!.Value);
        Assert.Equal(report.Measurement.ToString(), payload.RootElement.GetProperty("x-ms-sevsnpvm-launchmeasurement").GetString());
        Assert.Equal(cloud.Process.Endpoints.GetProperty("uvm_svn").GetInt32(), payload.RootElement.GetProperty("x-ms-sevsnpvm-guestsvn-int").GetInt32());
    }

    [Fact]
    public void Every_certificate_says_that_it_is_simulated()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(cloud.State, "pki")))
        {
            using X509Certificate2 certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
            Assert.Contains("SIMULATED", certificate.Subject);
            Assert.Contains("SIMULATED", certificate.Issuer);
        }
    }

    [Fact]
    public async Task Ordered_faults_show_in_genuine_reports()
    {
        using TemporaryFolder folder = new();
        await using CloudProcess faulty = await cloud.StartAnotherAsync(
            folder, "--guest-policy", "debug", "--migration", "--vmpl", "1", "--tcb", "old");
        Attested attested = await Attested.AskAsync(faulty, s_runtimeData);
        Assert.True(SnpReport.TryParse(attested.Report, out SnpReport? report, out _));
        Assert.True(CertificateChain.TryParse(attested.Certificates, out CertificateChain? chain, out _));
        Assert.True(
            SnpVerifier.TryAuthenticate(report, chain, [Anchor()], DateTimeOffset.UtcNow, out GenuineReport? genuine, out SnpAuthenticationFailure failure),
            failure.ToString());
        Assert.True(report.Policy.AllowsDebug);
        Assert.True(report.Policy.AllowsMigrationAgent);
        Assert.Equal(1u, report.Vmpl);
        Assert.Equal(new TcbVersion(2, 0, 5, 68), genuine.Tcb.Reported);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"runtime_data":"not base64!"}""")]
    [InlineData("""{"runtime_data":1}""")]
    [InlineData("""["runtime_data"]""")]
    public async Task A_request_without_runtime_data_is_refused(string body)
    {
        using HttpClient client = new(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) =>
            {
                System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
                await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(cloud.Process.Socket), cancellation);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
        using StringContent content = new(body);
        using HttpResponseMessage answer = await client.PostAsync("http://localhost/attest/raw", content, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private HardwareAnchor Anchor() =>
        new("SIMULATED", SnpProduct.Milan, Digest256.Parse(cloud.Process.Text("hardware_root_sha256")));
}
