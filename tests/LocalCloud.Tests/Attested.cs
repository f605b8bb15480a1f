using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Evidence of a fresh workload, and the request for a token that is made of it.</summary>
internal sealed record Attested(byte[] RuntimeData, JsonElement Body)
{
    public byte[] Report => Body.GetProperty("evidence").GetBytesFromBase64();

    public byte[] Certificates => Body.GetProperty("endorsements").GetBytesFromBase64();

    public byte[] Endorsement => Body.GetProperty("uvm_endorsements").GetBytesFromBase64();

    public static async Task<Attested> AskAsync(CloudProcess cloud, byte[] runtimeData, AttesterSettings? settings = null)
    {
        await using AttesterProcess attester = AttesterProcess.Start(cloud, settings);
        (int status, JsonElement body) = await attester.AskAsync("combined", runtimeData);
        Assert.Equal(200, status);
        return new Attested(runtimeData, body);
    }

    /// <summary>The request body for the attestation service; each part can be replaced.</summary>
    public JsonObject Request(byte[]? report = null, byte[]? runtimeData = null, byte[]? endorsement = null, bool withEndorsement = true, JsonNode? nonce = null)
    {
        using JsonDocument certificates = JsonDocument.Parse(Certificates);
        string pem = certificates.RootElement.GetProperty("vcekCert").GetString() + certificates.RootElement.GetProperty("certificateChain").GetString();
        JsonObject evidence = new()
        {
            ["SnpReport"] = Base64Url.EncodeToString(report ?? Report),
            ["VcekCertChain"] = Encode(pem),
        };
        if (withEndorsement)
        {
            JsonObject endorsements = new() { ["Uvm"] = new JsonArray(JsonValue.Create(Base64Url.EncodeToString(endorsement ?? Endorsement))) };
            evidence["Endorsements"] = Encode(endorsements.ToJsonString());
        }

        JsonObject request = new()
        {
            ["report"] = Encode(evidence.ToJsonString()),
            ["runtimeData"] = new JsonObject { ["data"] = Base64Url.EncodeToString(runtimeData ?? RuntimeData), ["dataType"] = "JSON" },
            ["initTimeData"] = new JsonObject { ["data"] = "", ["dataType"] = "" },
        };
        if (nonce is not null)
        {
            request["nonce"] = nonce;
        }

        return request;
    }

    /// <summary>Gets a token for the evidence as it is.</summary>
    public async Task<string> TokenAsync(CloudProcess cloud)
    {
        (HttpStatusCode status, JsonElement body) = await PostAsync(cloud, Request());
        Assert.Equal(HttpStatusCode.OK, status);
        return body.GetProperty("token").GetString()!;
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(
        CloudProcess cloud, JsonNode request, string path = "/attest/SevSnpVm?api-version=2022-08-01")
    {
        using HttpResponseMessage answer = await cloud.Http.PostAsJsonAsync(cloud.Attestation + path, request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
