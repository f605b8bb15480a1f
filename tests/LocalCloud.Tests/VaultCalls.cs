using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Plain requests to the identity endpoint and the vault, as any client could make them.</summary>
internal static class VaultCalls
{
    public const string Resource = "https://vault.azure.net";

    public static async Task<string> BearerAsync(CloudProcess cloud, string resource = Resource, string? identity = null)
    {
        string whose = identity is null ? "" : $"&client_id={Uri.EscapeDataString(identity)}";
        using HttpRequestMessage request = new(
            HttpMethod.Get, $"{cloud.Text("identity_endpoint")}?api-version=2019-08-01&resource={Uri.EscapeDataString(resource)}{whose}");
        request.Headers.Add("X-IDENTITY-HEADER", cloud.Text("identity_header"));
        using HttpResponseMessage answer = await cloud.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString()!;
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(
        CloudProcess cloud, HttpMethod method, string path, JsonNode? body, string? bearer, string apiVersion = "7.4")
    {
        using HttpRequestMessage request = new(method, $"{cloud.Vault}{path}?api-version={apiVersion}");
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        using HttpResponseMessage answer = await cloud.Http.SendAsync(request);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(CloudProcess cloud, HttpMethod method, string path, JsonNode? body) =>
        await SendAsync(cloud, method, path, body, await BearerAsync(cloud));

    /// <summary>A policy of one authority and clauses that must all hold.</summary>
    public static JsonObject Policy(string authority, params (string Claim, JsonNode Value)[] clauses) => new()
    {
        ["version"] = "1.0.0",
        ["anyOf"] = new JsonArray(new JsonObject
        {
            ["authority"] = authority,
            ["allOf"] = new JsonArray([.. clauses.Select(clause => new JsonObject { ["claim"] = clause.Claim, ["equals"] = clause.Value })]),
        }),
    };

    /// <summary>The body that creates an exportable key.</summary>
    public static JsonObject Exportable(JsonObject policy, bool immutable = false) => new()
    {
        ["kty"] = "RSA-HSM",
        ["key_size"] = 2048,
        ["key_ops"] = new JsonArray("encrypt", "decrypt", "wrapKey", "unwrapKey"),
        ["attributes"] = new JsonObject { ["enabled"] = true, ["exportable"] = true },
        ["tags"] = new JsonObject { ["contract"] = "test" },
        ["release_policy"] = new JsonObject
        {
            ["contentType"] = "application/json; charset=utf-8",
            ["data"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(policy.ToJsonString())),
            ["immutable"] = immutable,
        },
    };

    public static string CodeOf(JsonElement body) => body.GetProperty("error").GetProperty("code").GetString()!;

    public static string MessageOf(JsonElement body) => body.GetProperty("error").GetProperty("message").GetString()!;
}
