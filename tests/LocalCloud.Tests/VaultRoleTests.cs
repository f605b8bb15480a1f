using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EnclaveCleanRoom.LocalCloud.KeyVault;
using EnclaveCleanRoom.LocalCloud.Starting;
using EnclaveCleanRoom.LocalCloud.Tests.Processes;

namespace EnclaveCleanRoom.LocalCloud.Tests;

/// <summary>What an identity may do is its role, and a refusal for want of one looks as Azure's does: before anything of the key is said.</summary>
public sealed class VaultRoleTests(Cloud cloud)
{
    private const string Denial = "Target environment attestation statement cannot be verified.";

    [Fact]
    public async Task Each_role_may_what_azures_role_of_that_name_may()
    {
        using TemporaryFolder folder = new();
        await using CloudProcess region = await cloud.StartAnotherAsync(
            folder, "--roles", "user=crypto-user,encryption=crypto-service-encryption-user,room=crypto-service-release-user,reader=reader,nobody=none");
        await VaultCalls.SendAsync(region, HttpMethod.Post, "/keys/kek/create", VaultCalls.Exportable(VaultCalls.Policy("https://authority.invalid", ("claim", "value"))));
        Assert.Equal("create import read update release unwrap", await AllowedAsync(region, "somebody"));
        Assert.Equal("read update unwrap", await AllowedAsync(region, "user"));
        Assert.Equal("read unwrap", await AllowedAsync(region, "encryption"));
        Assert.Equal("release", await AllowedAsync(region, "room"));
        Assert.Equal("read", await AllowedAsync(region, "reader"));
        Assert.Equal("", await AllowedAsync(region, "nobody"));

        // Whoever has no role learns not even which keys there are.
        (HttpStatusCode status, JsonElement absent) = await SendAsync(region, "nobody", HttpMethod.Get, "/keys/absent", null);
        Assert.Equal((HttpStatusCode.Forbidden, "ForbiddenByRbac"), (status, CauseOf(absent)));
        Assert.Contains("Action: 'Microsoft.KeyVault/vaults/keys/read'", VaultCalls.MessageOf(absent));

        // With the role, what is judged is the token.
        (status, JsonElement token) = await SendAsync(region, "room", HttpMethod.Post, "/keys/kek/release", Release());
        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied", Denial), (status, CauseOf(token), VaultCalls.MessageOf(token)));
    }

    [Theory]
    [InlineData("room")]
    [InlineData("room=owner")]
    [InlineData("=reader")]
    [InlineData("room=reader=none")]
    [InlineData("room=reader,room=none")]
    public void Roles_that_cannot_be_read_are_refused(string roles)
    {
        Assert.False(CommandLine.TryParse(["--state", "x", "--roles", roles], out _, out string? problem));
        Assert.Equal($"--roles takes IDENTITY=ROLE, each identity once, with commas between; roles are {VaultRole.Names}.", problem);
    }

    /// <summary>The actions that are not refused for want of a role, whatever else comes of them.</summary>
    private static async Task<string> AllowedAsync(CloudProcess region, string identity)
    {
        (string Name, HttpMethod Method, string Path, JsonObject? Body)[] actions =
        [
            ("create", HttpMethod.Post, "/keys/other/create", []),
            ("import", HttpMethod.Put, "/keys/other", []),
            ("read", HttpMethod.Get, "/keys/kek", null),
            ("update", HttpMethod.Patch, "/keys/kek", []),
            ("release", HttpMethod.Post, "/keys/kek/release", Release()),
            ("unwrap", HttpMethod.Post, "/keys/kek/0/unwrapkey", []),
        ];
        List<string> allowed = [];
        foreach ((string name, HttpMethod method, string path, JsonObject? body) in actions)
        {
            (HttpStatusCode status, JsonElement answer) = await SendAsync(region, identity, method, path, body);
            if (status != HttpStatusCode.Forbidden || CauseOf(answer) != "ForbiddenByRbac")
            {
                allowed.Add(name);
            }
        }

        return string.Join(' ', allowed);
    }

    private static JsonObject Release() => new() { ["target"] = "eyJ9.e30.AA", ["enc"] = "RSA_AES_KEY_WRAP_256" };

    private static string? CauseOf(JsonElement body) =>
        body.GetProperty("error").TryGetProperty("innererror", out JsonElement inner) ? inner.GetProperty("code").GetString() : null;

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(CloudProcess region, string identity, HttpMethod method, string path, JsonObject? body) =>
        await VaultCalls.SendAsync(region, method, path, body, await VaultCalls.BearerAsync(region, identity: identity));
}
