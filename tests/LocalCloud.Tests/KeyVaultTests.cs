using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>Keys are made, kept and described as Key Vault does, and refused with its errors.</summary>
public sealed class KeyVaultTests(Cloud cloud)
{
    private static JsonObject SomePolicy => VaultCalls.Policy("https://authority.invalid", ("claim", "value"));

    [Fact]
    public async Task A_created_key_is_described_without_its_private_half()
    {
        (HttpStatusCode status, JsonElement body) = await SendAsync(HttpMethod.Post, "/keys/created/create", VaultCalls.Exportable(SomePolicy));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith($"{cloud.Process.Vault}/keys/created/", body.GetProperty("key").GetProperty("kid").GetString());
        Assert.Equal(["kid", "kty", "key_ops", "n", "e"], body.GetProperty("key").EnumerateObject().Select(member => member.Name));
        Assert.Equal("RSA-HSM", body.GetProperty("key").GetProperty("kty").GetString());
        Assert.True(body.GetProperty("attributes").GetProperty("exportable").GetBoolean());
        Assert.False(body.GetProperty("release_policy").GetProperty("immutable").GetBoolean());
        Assert.Equal("test", body.GetProperty("tags").GetProperty("contract").GetString());

        (_, JsonElement got) = await SendAsync(HttpMethod.Get, "/keys/created", null);
        Assert.Equal(body.GetRawText(), got.GetRawText());
        string version = body.GetProperty("key").GetProperty("kid").GetString()!.Split('/')[^1];
        (_, JsonElement byVersion) = await SendAsync(HttpMethod.Get, $"/keys/CREATED/{version}", null);
        Assert.Equal(body.GetRawText(), byVersion.GetRawText());
    }

    [Fact]
    public async Task An_imported_key_is_the_owners_key()
    {
        using RSA own = RSA.Create(2048);
        JsonObject body = VaultCalls.Exportable(SomePolicy);
        body["key"] = PrivateJwk(own);
        body["hsm"] = true;
        (HttpStatusCode status, JsonElement answer) = await SendAsync(HttpMethod.Put, "/keys/imported", body);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(Base64Url.EncodeToString(own.ExportParameters(false).Modulus), answer.GetProperty("key").GetProperty("n").GetString());
        Assert.DoesNotContain(Base64Url.EncodeToString(own.ExportParameters(true).D), answer.GetRawText());
    }

    [Fact]
    public async Task An_inconsistent_private_key_is_not_imported()
    {
        using RSA own = RSA.Create(2048);
        using RSA other = RSA.Create(2048);
        JsonObject jwk = PrivateJwk(own);
        jwk["n"] = PrivateJwk(other)["n"]!.DeepClone();
        JsonObject body = VaultCalls.Exportable(SomePolicy);
        body["key"] = jwk;
        await AssertRefusedAsync(HttpMethod.Put, "/keys/inconsistent", body, "Property key is not an RSA private key");
    }

    [Fact]
    public async Task An_exportable_key_must_have_a_policy()
    {
        JsonObject body = VaultCalls.Exportable(SomePolicy);
        body.Remove("release_policy");
        await AssertRefusedAsync(HttpMethod.Post, "/keys/no-policy/create", body, "AKV.SKR.1004");
        body["release_policy"] = new JsonObject { ["contentType"] = "application/json" };
        await AssertRefusedAsync(HttpMethod.Post, "/keys/no-policy/create", body, "AKV.SKR.1004");
    }

    [Fact]
    public async Task A_key_that_is_not_exportable_must_not_have_a_policy()
    {
        JsonObject body = VaultCalls.Exportable(SomePolicy);
        body["attributes"]!["exportable"] = false;
        await AssertRefusedAsync(HttpMethod.Post, "/keys/not-exportable/create", body, "AKV.SKR.1005");
        body.Remove("attributes");
        await AssertRefusedAsync(HttpMethod.Post, "/keys/not-exportable/create", body, "AKV.SKR.1005");
    }

    [Fact]
    public async Task An_immutable_policy_cannot_be_replaced_in_any_way()
    {
        JsonObject body = VaultCalls.Exportable(SomePolicy, immutable: true);
        (HttpStatusCode status, _) = await SendAsync(HttpMethod.Post, "/keys/immutable/create", body);
        Assert.Equal(HttpStatusCode.OK, status);
        await AssertRefusedAsync(HttpMethod.Post, "/keys/immutable/create", VaultCalls.Exportable(SomePolicy), "AKV.SKR.1020");
        using RSA own = RSA.Create(2048);
        JsonObject import = VaultCalls.Exportable(SomePolicy);
        import["key"] = PrivateJwk(own);
        import["hsm"] = true;
        await AssertRefusedAsync(HttpMethod.Put, "/keys/immutable", import, "AKV.SKR.1020");
        JsonObject patch = new() { ["release_policy"] = VaultCalls.Exportable(SomePolicy)["release_policy"]!.DeepClone() };
        await AssertRefusedAsync(HttpMethod.Patch, "/keys/immutable", patch, "AKV.SKR.1020");
    }

    [Fact]
    public async Task A_mutable_policy_can_be_replaced_and_a_new_version_keeps_it()
    {
        await SendAsync(HttpMethod.Post, "/keys/mutable/create", VaultCalls.Exportable(SomePolicy));
        JsonNode replacement = VaultCalls.Exportable(VaultCalls.Policy("https://other.invalid", ("a", "b")))["release_policy"]!.DeepClone();
        (HttpStatusCode status, JsonElement patched) = await SendAsync(HttpMethod.Patch, "/keys/mutable", new JsonObject { ["release_policy"] = replacement });
        Assert.Equal(HttpStatusCode.OK, status);
        JsonObject next = VaultCalls.Exportable(SomePolicy);
        next.Remove("release_policy");
        (status, JsonElement renewed) = await SendAsync(HttpMethod.Post, "/keys/mutable/create", next);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(patched.GetProperty("release_policy").GetRawText(), renewed.GetProperty("release_policy").GetRawText());
        Assert.NotEqual(patched.GetProperty("key").GetProperty("kid").GetString(), renewed.GetProperty("key").GetProperty("kid").GetString());
    }

    [Theory]
    [InlineData("bm90IGpzb24")]
    [InlineData("!!!")]
    [InlineData("eyJ2ZXJzaW9uIjoiMi4wLjAiLCJhbnlPZiI6W119")]
    public async Task A_policy_that_is_none_is_refused(string data)
    {
        JsonObject body = VaultCalls.Exportable(SomePolicy);
        body["release_policy"]!["data"] = data;
        await AssertRefusedAsync(HttpMethod.Post, "/keys/bad-policy/create", body, "The release policy is malformed.");
    }

    [Fact]
    public async Task Nobody_without_a_bearer_token_for_the_vault_is_answered()
    {
        string foreign = await VaultCalls.BearerAsync(cloud.Process, "https://management.azure.com");
        string forged = (await VaultCalls.BearerAsync(cloud.Process))[..^2] + "AA";
        foreach (string? bearer in (string?[])[null, "", "abc", "a.b.c", foreign, forged])
        {
            (HttpStatusCode status, JsonElement body) = await VaultCalls.SendAsync(cloud.Process, HttpMethod.Get, "/keys/created", null, bearer);
            Assert.Equal(HttpStatusCode.Unauthorized, status);
            Assert.Equal("Unauthorized", VaultCalls.CodeOf(body));
        }
    }

    [Fact]
    public async Task A_challenge_names_the_resource_that_tokens_are_for()
    {
        using HttpResponseMessage answer = await cloud.Process.Http.GetAsync($"{cloud.Process.Vault}/keys/x?api-version=7.4", TestContext.Current.CancellationToken);
        Assert.Contains("resource=\"https://vault.azure.net\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task An_absent_key_and_an_unknown_interface_version_are_refused()
    {
        (HttpStatusCode status, JsonElement body) = await SendAsync(HttpMethod.Get, "/keys/absent", null);
        Assert.Equal((HttpStatusCode.NotFound, "KeyNotFound"), (status, VaultCalls.CodeOf(body)));
        (status, body) = await VaultCalls.SendAsync(cloud.Process, HttpMethod.Get, "/keys/absent", null, await VaultCalls.BearerAsync(cloud.Process), "6.0");
        Assert.Equal((HttpStatusCode.BadRequest, "BadParameter"), (status, VaultCalls.CodeOf(body)));
    }

    [Fact]
    public async Task Keys_outlive_a_restart_in_files_that_only_their_owner_reads()
    {
        using TemporaryFolder folder = new();
        JsonElement created;
        await using (CloudProcess first = await cloud.StartAnotherAsync(folder))
        {
            (_, created) = await VaultCalls.SendAsync(first, HttpMethod.Post, "/keys/kept/create", VaultCalls.Exportable(SomePolicy));
        }

        foreach (string path in Directory.EnumerateFiles(folder.PathTo("vault")))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        await using CloudProcess second = await CloudProcess.StartAsync(folder.Path);
        (_, JsonElement kept) = await VaultCalls.SendAsync(second, HttpMethod.Get, "/keys/kept", null);
        Assert.Equal(created.GetProperty("key").GetProperty("n").GetString(), kept.GetProperty("key").GetProperty("n").GetString());
        Assert.Equal(created.GetProperty("release_policy").GetRawText(), kept.GetProperty("release_policy").GetRawText());
    }

    private static JsonObject PrivateJwk(RSA rsa)
    {
        RSAParameters key = rsa.ExportParameters(true);
        return new JsonObject
        {
            ["kty"] = "RSA-HSM",
            ["n"] = Base64Url.EncodeToString(key.Modulus),
            ["e"] = Base64Url.EncodeToString(key.Exponent),
            ["d"] = Base64Url.EncodeToString(key.D),
            ["p"] = Base64Url.EncodeToString(key.P),
            ["q"] = Base64Url.EncodeToString(key.Q),
            ["dp"] = Base64Url.EncodeToString(key.DP),
            ["dq"] = Base64Url.EncodeToString(key.DQ),
            ["qi"] = Base64Url.EncodeToString(key.InverseQ),
        };
    }

    private async Task AssertRefusedAsync(HttpMethod method, string path, JsonObject body, string message)
    {
        (HttpStatusCode status, JsonElement answer) = await SendAsync(method, path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "BadParameter"), (status, VaultCalls.CodeOf(answer)));
        Assert.StartsWith(message, VaultCalls.MessageOf(answer));
    }

    private Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, JsonNode? body) =>
        VaultCalls.SendAsync(cloud.Process, method, path, body);
}
