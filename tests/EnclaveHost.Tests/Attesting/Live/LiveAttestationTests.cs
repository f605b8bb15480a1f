using System.Collections;
using System.Net.Http.Headers;
using System.Text;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.Attestation.Tests;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Attesting.Devices;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Attesting.Live;

/// <summary>
/// The real thing: a confidential guest's own device, and a real attestation service. Each runs where it can, and says elsewhere
/// what it lacks. Run them alone with <c>--filter-trait suite=live</c>.
/// </summary>
[Trait("suite", "live")]
public sealed class LiveAttestationTests
{
    private const string AuthorityVariable = "CLEANROOM_LIVE_AUTHORITY";
    private const ulong RequestNonce = 13202930541250959283;

    private static readonly RuntimeClaims s_claims = SimulatedEvidence.ValidClaims;

    [Fact]
    public async Task A_confidential_guests_device_gives_evidence_that_amds_roots_vouch_for()
    {
        Evidence evidence = await FetchAsync();
        HandedEvidence handed = new()
        {
            Report = evidence.Report.Encoded,
            Chain = evidence.Certificates,
            UvmEndorsement = HandedPart.Of(evidence.Endorsement.Encoded),
            RuntimeData = HandedPart.Of(s_claims.Encoded),
            Policy = HandedPart.Absent,
            Token = HandedPart.Absent,
            TokenKeys = HandedPart.Absent,
        };

        // Which firmware and policy this machine has is its owner's matter; that all of it is true is ours.
        HandedEvidenceAppraisal appraisal = HandedEvidenceAppraiser.Appraise(handed, HandedEvidenceValues.Default, DateTimeOffset.UtcNow);
        Assert.True(
            appraisal.Appraisal.Verdict is AppraisalVerdict.Acceptable or AppraisalVerdict.GenuineNotAcceptable,
            string.Join('\n', appraisal.Appraisal.Refusals));
        Assert.DoesNotContain(appraisal.Appraisal.Refusals, check => check.Claim is "report_data" or "uvm.launch_measurement");
    }

    [Fact]
    public async Task A_real_attestation_service_agrees_with_this_guests_report()
    {
        AttestationAuthority authority = Authority();
        Evidence evidence = await FetchAsync();
        byte[] body = AttestationRequest.Build(evidence, RequestNonce);
        GenuineToken token = await AskAsync(authority, body);
        Assert.Equal("azure-compliant-uvm", token.Claims.GetProperty("x-ms-compliance-status").GetString());
        Assert.Equal(evidence.Report.HostData.ToString(), token.Claims.GetProperty("x-ms-sevsnpvm-hostdata").GetString());
    }

    [Fact]
    public async Task A_real_attestation_service_takes_a_recorded_request_of_ours_and_agrees_with_its_report()
    {
        AttestationAuthority authority = Authority();
        string folder = SharedData.Require("vectors", "snp", "azure-cleanroom", "insecure-virtual", "encryption");
        byte[] report = await ReadAsync(folder, "decoded.snp_report.bin");
        byte[] chain = await ReadAsync(folder, "decoded.chain.pem");
        byte[] endorsement = await ReadAsync(folder, "decoded.uvm_endorsement.cose");
        byte[] runtime = await ReadAsync(folder, "decoded.runtime_data.json");
        byte[] body = AttestationRequest.Build(report, chain, endorsement, runtime, RequestNonce);
        GenuineToken token = await AskAsync(authority, body);
        Assert.True(SnpReport.TryParse(report, out SnpReport? parsed, out _));
        Assert.Equal("sevsnpvm", token.Claims.GetProperty("x-ms-attestation-type").GetString());
        Assert.Equal(parsed.HostData.ToString(), token.Claims.GetProperty("x-ms-sevsnpvm-hostdata").GetString());
        Assert.Equal(parsed.Measurement.ToString(), token.Claims.GetProperty("x-ms-sevsnpvm-launchmeasurement").GetString());
        Assert.Equal(Convert.ToHexStringLower(parsed.ReportData), token.Claims.GetProperty("x-ms-sevsnpvm-reportdata").GetString());
    }

    private static Task<byte[]> ReadAsync(string folder, string file) => File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken);

    private static AttestationAuthority Authority()
    {
        string? named = Environment.GetEnvironmentVariable(AuthorityVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(named), $"live: set {AuthorityVariable} (https://sharedneu.neu.attest.azure.net) to run it");
        return AttestationAuthority.Parse(named!);
    }

    private static async Task<Evidence> FetchAsync()
    {
        Assert.SkipUnless(
            File.Exists(SevGuestDevice.DevicePath) || File.Exists(SevDevice.DevicePath),
            $"live: runs in a confidential container group, with {SevGuestDevice.DevicePath} or {SevDevice.DevicePath}");
        Dictionary<string, string> environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal);
        using IEvidenceSource source = EvidenceSources.Open(EvidenceSources.Device, environment);
        return await source.FetchAsync(s_claims, TestContext.Current.CancellationToken);
    }

    private static async Task<GenuineToken> AskAsync(AttestationAuthority authority, byte[] body)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage answer = await client.PostAsync(authority.AttestSevSnpVm, content, cancellation);
        byte[] text = await answer.Content.ReadAsByteArrayAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, Encoding.UTF8.GetString(text));
        Assert.True(StrictJson.TryParse(text, out System.Text.Json.JsonElement root));
        Assert.True(AttestationToken.TryParse(root.GetProperty("token").GetString()!, out AttestationToken? token, out AttestationTokenFailure malformed), $"{malformed}");
        Assert.True(Jwks.TryParse(await client.GetByteArrayAsync(authority.Certificates, cancellation), out Jwks? keys, out JwksFailure failure), $"{failure}");
        Assert.True(
            TokenVerifier.TryAuthenticate(token, authority, keys, TokenSignerTrust.AsPublished, DateTimeOffset.UtcNow, out GenuineToken? genuine, out TokenAuthenticationFailure forged),
            $"{forged}");
        return genuine;
    }
}
