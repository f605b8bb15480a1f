using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class AttestationRequestTests
{
    [Fact]
    public void A_request_has_the_documented_shape_byte_for_byte()
    {
        string expected = "{\"report\":\"" + Url("{\"SnpReport\":\"" + Url("report") + "\",\"VcekCertChain\":\"" + Url("chain") + "\",\"Endorsements\":\""
            + Url("{\"Uvm\":[\"" + Url("uvm") + "\"]}") + "\"}") + "\",\"runtimeData\":{\"data\":\"" + Url("{}")
            + "\",\"dataType\":\"JSON\"},\"initTimeData\":{\"data\":\"\",\"dataType\":\"\"},\"nonce\":18446744073709551615}";
        byte[] body = AttestationRequest.Build("report"u8, "chain"u8, "uvm"u8, "{}"u8, ulong.MaxValue);
        Assert.Equal(expected, Encoding.UTF8.GetString(body));
    }

    [Fact]
    public void Evidence_survives_a_request()
    {
        Evidence evidence = new SimulatedEvidence().Create();
        AttestationRequest request = Read(AttestationRequest.Build(evidence, 7));
        Assert.Equal(evidence.Report.Encoded.ToArray(), request.Report.ToArray());
        Assert.Equal(evidence.Chain.ToPem(), Encoding.ASCII.GetString(request.Certificates.Span));
        Assert.Equal(evidence.Endorsement.Encoded.ToArray(), request.UvmEndorsement.ToArray());
        Assert.Equal(evidence.RuntimeClaims.Encoded.ToArray(), request.RuntimeData.ToArray());
        Assert.Equal("7", request.Nonce);
    }

    [Fact]
    public void A_real_padded_request_is_read_and_its_parts_belong_together()
    {
        AttestationRequest request = Read(SharedVectors.AzureRequest);
        Assert.True(SnpReport.TryParse(request.Report.Span, out SnpReport? report, out _));
        Assert.True(CertificateChain.TryParse(request.Certificates, out CertificateChain? chain, out _));
        Assert.True(UvmEndorsement.TryParse(request.UvmEndorsement, out UvmEndorsement? endorsement, out _));
        Assert.True(SnpVerifier.TryAuthenticate(report, chain, HardwareAnchor.Amd, SharedVectors.Time, out _, out _));
        Assert.True(UvmVerifier.TryAuthenticate(endorsement, [UvmAnchor.MicrosoftContainerPlatform], out GenuineEndorsement? genuine, out _));
        Assert.Equal(genuine.LaunchMeasurement, report.Measurement);
        Assert.Equal(Digest256.Of(request.RuntimeData.Span).ToArray(), report.ReportData[..32].ToArray());
        Assert.Equal("13202930541250959283", request.Nonce);
    }

    [Fact]
    public void A_real_request_is_rebuilt_but_for_its_padding_and_white_space()
    {
        AttestationRequest request = Read(SharedVectors.AzureRequest);
        byte[] rebuilt = AttestationRequest.Build(
            request.Report.Span, request.Certificates.Span, request.UvmEndorsement.Span, request.RuntimeData.Span, 13202930541250959283);
        Assert.Equal(Unpadded(SharedVectors.AzureRequest), Unpadded(rebuilt));
    }

    [Fact]
    public void A_request_without_an_endorsement_is_read_as_such()
    {
        AttestationRequest request = Read(AttestationRequest.Build("r"u8, "c"u8, [], "{}"u8, 1));
        Assert.True(request.UvmEndorsement.IsEmpty);
    }

    [Fact]
    public void A_nonce_may_be_text_or_absent()
    {
        Assert.Equal("abc", Read(Change(body => body["nonce"] = "abc")).Nonce);
        Assert.Null(Read(Change(body => body.Remove("nonce"))).Nonce);
    }

    public static TheoryData<string, string, AttestationRequestFailure> Broken => new()
    {
        { "report", "7", AttestationRequestFailure.Report },
        { "report", "\"e30\"", AttestationRequestFailure.Report },
        { "report", "\"e30==\"", AttestationRequestFailure.Report },
        { "report", "\"" + Url("{\"SnpReport\":\"AA\",\"VcekCertChain\":\"AA\",\"Endorsements\":\"AA\"}") + "\"", AttestationRequestFailure.Endorsements },
        {
            "report", "\"" + Url("{\"SnpReport\":\"AA\",\"VcekCertChain\":\"AA\",\"Endorsements\":\"" + Url("{\"Uvm\":[]}") + "\"}") + "\"",
            AttestationRequestFailure.Endorsements
        },
        {
            "report", "\"" + Url("{\"SnpReport\":\"AA\",\"SnpReport\":\"AA\",\"VcekCertChain\":\"AA\"}") + "\"", AttestationRequestFailure.Report
        },
        { "runtimeData", "{}", AttestationRequestFailure.RuntimeData },
        { "runtimeData", "{\"data\":\"AA\",\"dataType\":\"Binary\"}", AttestationRequestFailure.RuntimeData },
        { "runtimeData", "{\"data\":\"A\",\"dataType\":\"JSON\"}", AttestationRequestFailure.RuntimeData },
        { "initTimeData", "{\"data\":\"AA\",\"dataType\":\"JSON\"}", AttestationRequestFailure.InitTimeData },
        { "initTimeData", "7", AttestationRequestFailure.InitTimeData },
        { "nonce", "-1", AttestationRequestFailure.Nonce },
        { "nonce", "1.5", AttestationRequestFailure.Nonce },
        { "nonce", "{}", AttestationRequestFailure.Nonce },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_member_of_another_shape_is_refused(string member, string json, AttestationRequestFailure reason)
    {
        Assert.False(AttestationRequest.TryParse(Change(body => body[member] = JsonNode.Parse(json)), out _, out AttestationRequestFailure failure));
        Assert.Equal(reason, failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"nonce\":1,\"nonce\":2}")]
    public void What_is_no_json_object_is_refused(string text)
    {
        Assert.False(AttestationRequest.TryParse(Encoding.UTF8.GetBytes(text), out _, out AttestationRequestFailure failure));
        Assert.Equal(AttestationRequestFailure.Json, failure);
    }

    private static byte[] Change(Action<JsonObject> change)
    {
        JsonObject body = JsonNode.Parse(AttestationRequest.Build("r"u8, "c"u8, "u"u8, "{}"u8, 1))!.AsObject();
        change(body);
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    // The layers with padding taken off inside and out, so that both spellings read the same.
    private static string Unpadded(byte[] body)
    {
        JsonElement root = JsonDocument.Parse(body).RootElement;
        string inner = Decode(root.GetProperty("report").GetString()!);
        JsonElement layer = JsonDocument.Parse(inner).RootElement;
        string innermost = Decode(layer.GetProperty("Endorsements").GetString()!);
        return string.Join(
            '\n',
            [
                string.Join(',', root.EnumerateObject().Select(member => member.Name)),
                string.Join(',', layer.EnumerateObject().Select(member => member.Name)),
                layer.GetProperty("SnpReport").GetString()!.TrimEnd('='),
                layer.GetProperty("VcekCertChain").GetString()!.TrimEnd('='),
                innermost.Replace("=", "", StringComparison.Ordinal),
                root.GetProperty("runtimeData").GetProperty("data").GetString()!.TrimEnd('='),
                root.GetProperty("runtimeData").GetProperty("dataType").GetString()!,
                root.GetProperty("initTimeData").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
                root.GetProperty("nonce").GetRawText(),
            ]);
    }

    private static string Decode(string text)
    {
        Assert.True(Base64UrlText.TryDecodePadded(text, out byte[]? bytes));
        return Encoding.UTF8.GetString(bytes);
    }

    private static AttestationRequest Read(byte[] body)
    {
        Assert.True(AttestationRequest.TryParse(body, out AttestationRequest? request, out AttestationRequestFailure failure), failure.ToString());
        return request;
    }

    private static string Url(string text) => Base64UrlText.Encode(Encoding.UTF8.GetBytes(text));
}
