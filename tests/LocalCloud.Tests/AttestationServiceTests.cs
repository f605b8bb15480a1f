using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>The attestation service signs what it verified, in the real service's words, and nothing else.</summary>
public sealed class AttestationServiceTests(Cloud cloud)
{
    private static readonly byte[] s_runtimeData = Encoding.UTF8.GetBytes("""{"keys":[],"agreement_sha256":"00"}""");

    private static readonly string[] s_claims =
    [
        "exp", "iat", "iss", "jti", "nbf", "nonce", "x-ms-attestation-type", "x-ms-compliance-status", "x-ms-policy-hash", "x-ms-runtime",
        "x-ms-sevsnpvm-authorkeydigest", "x-ms-sevsnpvm-bootloader-svn", "x-ms-sevsnpvm-familyId", "x-ms-sevsnpvm-guestsvn",
        "x-ms-sevsnpvm-hostdata", "x-ms-sevsnpvm-idkeydigest", "x-ms-sevsnpvm-imageId", "x-ms-sevsnpvm-is-debuggable",
        "x-ms-sevsnpvm-launchmeasurement", "x-ms-sevsnpvm-microcode-svn", "x-ms-sevsnpvm-migration-allowed", "x-ms-sevsnpvm-reportdata",
        "x-ms-sevsnpvm-reportid", "x-ms-sevsnpvm-smt-allowed", "x-ms-sevsnpvm-snpfw-svn", "x-ms-sevsnpvm-tee-svn", "x-ms-sevsnpvm-vmpl",
        "x-ms-ver",
    ];

    [Fact]
    public async Task A_token_has_the_real_services_claims_and_verifies_with_its_certificates()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        (HttpStatusCode status, JsonElement body) = await Attested.PostAsync(cloud.Process, attested.Request(nonce: 13202930541250959283UL));
        Assert.Equal(HttpStatusCode.OK, status);
        string token = body.GetProperty("token").GetString()!;
        JsonElement header = Part(token, 0);
        JsonElement claims = Part(token, 1);

        Assert.Equal(s_claims, claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal));
        Assert.Equal(cloud.Process.Attestation, claims.GetProperty("iss").GetString());
        Assert.Equal("13202930541250959283", claims.GetProperty("nonce").GetString());
        Assert.Equal("azure-compliant-uvm", claims.GetProperty("x-ms-compliance-status").GetString());
        Assert.Equal(28_800, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.False(claims.GetProperty("x-ms-sevsnpvm-is-debuggable").GetBoolean());
        Assert.Equal(0, claims.GetProperty("x-ms-sevsnpvm-vmpl").GetInt32());
        Assert.Equal(219, claims.GetProperty("x-ms-sevsnpvm-microcode-svn").GetInt32());
        Assert.Equal("00", claims.GetProperty("x-ms-runtime").GetProperty("agreement_sha256").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(s_runtimeData)) + new string('0', 64), claims.GetProperty("x-ms-sevsnpvm-reportdata").GetString());

        Assert.Equal(["alg", "jku", "kid", "typ"], header.EnumerateObject().Select(member => member.Name));
        Assert.Equal("RS256", header.GetProperty("alg").GetString());
        Assert.Equal(cloud.Process.Attestation + "/certs", header.GetProperty("jku").GetString());
        JsonElement key = Assert.Single((await GetAsync("/certs")).GetProperty("keys").EnumerateArray());
        Assert.Equal(["kty", "kid", "x5c"], key.EnumerateObject().Select(member => member.Name));
        Assert.Equal(header.GetProperty("kid").GetString(), key.GetProperty("kid").GetString());
        Assert.Equal(32, Convert.FromBase64String(key.GetProperty("kid").GetString()!).Length);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(key.GetProperty("x5c")[0].GetBytesFromBase64());
        using RSA rsa = certificate.GetRSAPublicKey()!;
        int signatureAt = token.LastIndexOf('.');
        Assert.True(rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..signatureAt]), Base64Url.DecodeFromChars(token.AsSpan(signatureAt + 1)), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public async Task Discovery_names_the_issuer_and_its_keys()
    {
        JsonElement configuration = await GetAsync("/.well-known/openid-configuration");
        Assert.Equal(cloud.Process.Attestation, configuration.GetProperty("issuer").GetString());
        Assert.Equal(cloud.Process.Attestation + "/certs", configuration.GetProperty("jwks_uri").GetString());
    }

    [Fact]
    public async Task Without_an_endorsement_there_is_no_compliance()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        (HttpStatusCode status, JsonElement body) = await Attested.PostAsync(cloud.Process, attested.Request(withEndorsement: false));
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement claims = Part(body.GetProperty("token").GetString()!, 1);
        Assert.False(claims.TryGetProperty("x-ms-compliance-status", out _));
        Assert.Equal("sevsnpvm", claims.GetProperty("x-ms-attestation-type").GetString());
    }

    [Fact]
    public async Task Evidence_that_is_not_genuine_gets_no_token()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, s_runtimeData);
        byte[] report = attested.Report;
        report[0x0C0] ^= 1;
        await AssertRefusedAsync(attested.Request(report: report), "ReportNotGenuine");
        await AssertRefusedAsync(attested.Request(report: attested.Report[..^1]), "ReportMalformed");
        await AssertRefusedAsync(attested.Request(runtimeData: [.. s_runtimeData, (byte)' ']), "RuntimeDataMismatch");
        byte[] endorsement = attested.Endorsement;
        endorsement[^1] ^= 1;
        await AssertRefusedAsync(attested.Request(endorsement: endorsement), "EndorsementNotGenuine");
        JsonObject initTime = attested.Request();
        initTime["initTimeData"] = new JsonObject { ["data"] = "AAAA", ["dataType"] = "Binary" };
        await AssertRefusedAsync(initTime, "RequestMalformed");
    }

    [Fact]
    public async Task Runtime_data_must_be_json()
    {
        Attested attested = await Attested.AskAsync(cloud.Process, [1, 2, 3]);
        await AssertRefusedAsync(attested.Request(), "RuntimeDataNotJson");
    }

    [Fact]
    public async Task Evidence_of_another_region_gets_no_token()
    {
        Attested attested = await Attested.AskAsync(await cloud.ForeignAsync(), s_runtimeData);
        await AssertRefusedAsync(attested.Request(), "ReportNotGenuine");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"report":"e30","runtimeData":{"data":"e30","dataType":"JSON"}}""")]
    [InlineData("""{"report":1,"runtimeData":{"data":"e30","dataType":"JSON"}}""")]
    [InlineData("[]")]
    public async Task A_malformed_request_is_refused(string body) => await AssertRefusedAsync(JsonNode.Parse(body)!, "RequestMalformed");

    [Fact]
    public async Task Another_interface_version_is_refused()
    {
        (HttpStatusCode status, JsonElement body) = await Attested.PostAsync(cloud.Process, new JsonObject(), "/attest/SevSnpVm?api-version=2020-10-01");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("UnsupportedApiVersion", body.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Faults_and_times_that_were_ordered_show_in_claims()
    {
        using TemporaryFolder folder = new();
        await using CloudProcess faulty = await cloud.StartAnotherAsync(
            folder, "--guest-policy", "debug", "--vmpl", "2", "--migration", "--tcb", "old", "--token-lifetime", "60", "--clock-offset", "-7200");
        Attested attested = await Attested.AskAsync(faulty, s_runtimeData);
        JsonElement claims = Part(await attested.TokenAsync(faulty), 1);
        Assert.True(claims.GetProperty("x-ms-sevsnpvm-is-debuggable").GetBoolean());
        Assert.True(claims.GetProperty("x-ms-sevsnpvm-migration-allowed").GetBoolean());
        Assert.Equal(2, claims.GetProperty("x-ms-sevsnpvm-vmpl").GetInt32());
        Assert.Equal(5, claims.GetProperty("x-ms-sevsnpvm-snpfw-svn").GetInt32());
        long issued = claims.GetProperty("iat").GetInt64();
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - issued);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - issued, 7200, 7320);
    }

    private async Task AssertRefusedAsync(JsonNode request, string reason)
    {
        (HttpStatusCode status, JsonElement body) = await Attested.PostAsync(cloud.Process, request);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonElement error = body.GetProperty("error");
        Assert.Equal("InvalidParameter", error.GetProperty("code").GetString());
        Assert.Equal($"The evidence was not accepted: {reason}.", error.GetProperty("message").GetString());
    }

    private async Task<JsonElement> GetAsync(string path) =>
        JsonDocument.Parse(await cloud.Process.Http.GetStringAsync(cloud.Process.Attestation + path, TestContext.Current.CancellationToken)).RootElement;

    private static JsonElement Part(string token, int index) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;
}
