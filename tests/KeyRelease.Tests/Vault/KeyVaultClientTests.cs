using System.Security.Cryptography;
using System.Text.Json;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

public sealed class KeyVaultClientTests
{
    private const string NotFound = """{"error":{"code":"KeyNotFound","message":"A key with (name/id) kek was not found in this key vault."}}""";

    private static readonly RSA s_key = RSA.Create(2048);
    private static readonly ReleasePolicy s_policy = ReleasePolicy.ForCleanRoom("https://a.example", Digest256.Of("h"u8), Digest256.Of("a"u8));
    private static readonly string s_data = Base64UrlText.Encode(s_policy.Encoded.Span);

    [Fact]
    public async Task Creating_asks_first_and_then_sends_exactly_this_body()
    {
        using FakeVault vault = new FakeVault().Answer(404, NotFound).Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.CreateKeyAsync(
            "kek", s_policy, new NewKeyOptions { Tags = new Dictionary<string, string> { ["agreement"] = "a1" } }, TestContext.Current.CancellationToken);

        Assert.True(made.IsSuccess);
        Assert.Equal("kek", made.Value.Name);
        Assert.Equal("0a1b", made.Value.Version);
        Assert.Equal(
            ["GET https://owner.vault.azure.net/keys/kek?api-version=7.4", "POST https://owner.vault.azure.net/keys/kek/create?api-version=7.4"],
            vault.Requests);
        Assert.Equal(
            """{"kty":"RSA-HSM","key_size":3072,"key_ops":["encrypt","decrypt","wrapKey","unwrapKey"],"attributes":{"enabled":true,"exportable":true},"tags":{"agreement":"a1"},"release_policy":{"contentType":"application/json; charset=utf-8","data":"DATA","immutable":true}}"""
                .Replace("DATA", s_data, StringComparison.Ordinal),
            vault.Bodies[1]);
    }

    [Fact]
    public async Task Creating_the_same_key_again_changes_nothing()
    {
        using FakeVault vault = new FakeVault().Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.CreateKeyAsync("kek", s_policy, null, TestContext.Current.CancellationToken);

        Assert.True(made.IsSuccess);
        Assert.Single(vault.Requests);
    }

    [Theory]
    [InlineData("policy", "release policy, anyOf.authority: wanted \"https://a.example\", it has \"https://evil.example\"")]
    [InlineData("host data", "release policy, anyOf.allOf[x-ms-sevsnpvm-hostdata].equals: wanted ")]
    [InlineData("more workloads", "release policy, anyOf: wanted ")]
    [InlineData("mutable", "its release policy can still be changed")]
    [InlineData("not exportable", "it is not exportable")]
    [InlineData("no policy", "it has no release policy")]
    [InlineData("disabled", "it is disabled")]
    public async Task A_name_that_another_key_has_is_not_taken_over_and_the_difference_is_named(string difference, string words)
    {
        string existing = difference switch
        {
            "policy" => Bundle(Base64UrlText.Encode(ReleasePolicy.ForCleanRoom("https://evil.example", Digest256.Of("h"u8), Digest256.Of("a"u8)).Encoded.Span)),
            "host data" => Bundle(Base64UrlText.Encode(ReleasePolicy.ForCleanRoom("https://a.example", Digest256.Of("other"u8), Digest256.Of("a"u8)).Encoded.Span)),
            "more workloads" => Bundle(Base64UrlText.Encode(ReleasePolicy.ForCleanRoom("https://a.example", [Digest256.Of("h"u8), Digest256.Of("i"u8)], Digest256.Of("a"u8)).Encoded.Span)),
            "mutable" => Bundle().Replace("\"immutable\":true", "\"immutable\":false", StringComparison.Ordinal),
            "not exportable" => Bundle().Replace("\"exportable\":true", "\"exportable\":false", StringComparison.Ordinal),
            "disabled" => Bundle().Replace("\"enabled\":true", "\"enabled\":false", StringComparison.Ordinal),
            _ => Bundle()[..Bundle().IndexOf(",\"release_policy\"", StringComparison.Ordinal)] + "}",
        };
        using FakeVault vault = new FakeVault().Answer(200, existing);
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.CreateKeyAsync("kek", s_policy, null, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.AlreadyExists, made.Failure!.Reason);
        Assert.Contains(words, made.Failure.Message, StringComparison.Ordinal);
        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task A_key_made_by_somebody_in_between_counts_when_it_is_the_wanted_one()
    {
        using FakeVault vault = new FakeVault()
            .Answer(404, NotFound)
            .Answer(400, """{"error":{"code":"BadParameter","message":"AKV.SKR.1020: Immutable Key Release Policy cannot be modified."}}""")
            .Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.CreateKeyAsync("kek", s_policy, null, TestContext.Current.CancellationToken);

        Assert.True(made.IsSuccess);
        Assert.Equal(3, vault.Requests.Count);
    }

    [Fact]
    public async Task Importing_puts_the_private_key_and_the_policy()
    {
        using FakeVault vault = new FakeVault().Answer(404, NotFound).Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.ImportKeyAsync("kek", s_key, s_policy, null, TestContext.Current.CancellationToken);

        Assert.True(made.IsSuccess);
        Assert.Equal("PUT https://owner.vault.azure.net/keys/kek?api-version=7.4", vault.Requests[1]);
        using JsonDocument body = JsonDocument.Parse(vault.Bodies[1]);
        Assert.Equal(["key", "hsm", "attributes", "release_policy"], body.RootElement.EnumerateObject().Select(member => member.Name));
        JsonElement key = body.RootElement.GetProperty("key");
        Assert.Equal(["kty", "key_ops", "n", "e", "d", "p", "q", "dp", "dq", "qi"], key.EnumerateObject().Select(member => member.Name));
        RSAParameters numbers = s_key.ExportParameters(true);
        Assert.Equal("RSA-HSM", key.GetProperty("kty").GetString());
        Assert.Equal(Base64UrlText.Encode(numbers.D), key.GetProperty("d").GetString());
        Assert.Equal(Base64UrlText.Encode(numbers.InverseQ), key.GetProperty("qi").GetString());
        Assert.Equal(s_data, body.RootElement.GetProperty("release_policy").GetProperty("data").GetString());
    }

    [Fact]
    public async Task Importing_another_key_under_a_taken_name_is_refused()
    {
        using RSA another = RSA.Create(2048);
        using FakeVault vault = new FakeVault().Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> made = await client.ImportKeyAsync("kek", another, s_policy, null, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.AlreadyExists, made.Failure!.Reason);
    }

    [Fact]
    public async Task A_key_is_read_with_its_policy()
    {
        using FakeVault vault = new FakeVault().Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", "0a1b", TestContext.Current.CancellationToken);

        Assert.True(read.IsSuccess);
        Assert.Equal("GET https://owner.vault.azure.net/keys/kek/0a1b?api-version=7.4", Assert.Single(vault.Requests));
        Assert.True(read.Value.IsEnabled && read.Value.IsExportable && read.Value.IsReleasePolicyImmutable);
        Assert.Equal(s_policy.Encoded.ToArray(), read.Value.ReleasePolicy!.Value.ToArray());
        using DekWrapper wrapper = read.Value.CreateWrapper();
        Assert.Equal("https://owner.vault.azure.net/keys/kek/0a1b", wrapper.KeyId);
        Assert.Equal(new byte[32], s_key.Decrypt(wrapper.Wrap(new byte[32]), RSAEncryptionPadding.OaepSHA256));
    }

    [Theory]
    [InlineData(403, """{"error":{"code":"Forbid\u001bden","message":"no"}}""", KeyVaultFailureReason.Forbidden, "Forbid\ufffdden")]
    [InlineData(401, """{"error":{"code":"Unauthorized","message":"expired"}}""", KeyVaultFailureReason.Unauthorized, "Unauthorized")]
    [InlineData(403, """{"error":{"code":"Forbidden","message":"no","innererror":{"code":"ForbiddenByRbac"}}}""", KeyVaultFailureReason.Forbidden, "ForbiddenByRbac")]
    [InlineData(403, "", KeyVaultFailureReason.Forbidden, null)]
    [InlineData(403, "<html>", KeyVaultFailureReason.Forbidden, null)]
    [InlineData(404, NotFound, KeyVaultFailureReason.NotFound, "KeyNotFound")]
    [InlineData(409, """{"error":{"code":"Conflict","message":"deleted but recoverable"}}""", KeyVaultFailureReason.AlreadyExists, "Conflict")]
    [InlineData(400, """{"error":{"code":"BadParameter","message":"AKV.SKR.1004: Exportable keys must have release policy."}}""", KeyVaultFailureReason.PolicyRequired, "AKV.SKR.1004")]
    [InlineData(400, """{"error":{"code":"AKV.SKR.1005","message":"must not"}}""", KeyVaultFailureReason.PolicyNotAllowed, "AKV.SKR.1005")]
    [InlineData(400, """{"error":{"code":"x","message":"y","innererror":{"code":"AKV.SKR.1020"}}}""", KeyVaultFailureReason.ImmutablePolicy, "AKV.SKR.1020")]
    [InlineData(400, """{"error":{"code":"x","message":"AKV.SKR.1099 something new"}}""", KeyVaultFailureReason.Rejected, "AKV.SKR.1099")]
    [InlineData(400, """{"error":"x"}""", KeyVaultFailureReason.Rejected, null)]
    [InlineData(302, "", KeyVaultFailureReason.MalformedResponse, null)]
    public async Task Each_refusal_of_the_vault_has_its_reason(int status, string body, KeyVaultFailureReason reason, string? code)
    {
        using FakeVault vault = new FakeVault().Answer(status, body);
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken);

        Assert.False(read.IsSuccess);
        Assert.Equal(reason, read.Failure.Reason);
        Assert.Equal(code, read.Failure.Code);
        Assert.Equal(status, read.Failure.Status);
        Assert.Single(vault.Requests);
    }

    [Theory]
    [InlineData(429, KeyVaultFailureReason.Throttled)]
    [InlineData(503, KeyVaultFailureReason.Unavailable)]
    public async Task Passing_troubles_are_retried_six_times_and_no_more(int status, KeyVaultFailureReason reason)
    {
        using FakeVault vault = new();
        for (int i = 0; i < 10; i++)
        {
            vault.Answer(status, "");
        }

        using KeyVaultClient client = vault.Client();
        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken);

        Assert.Equal(reason, read.Failure!.Reason);
        Assert.True(read.Failure.IsRetryable);
        Assert.Equal(7, vault.Requests.Count);
    }

    [Fact]
    public async Task A_vault_that_cannot_be_reached_is_a_result()
    {
        using FakeVault vault = new();
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.Unavailable, read.Failure!.Reason);
        Assert.Null(read.Failure.Status);
        Assert.Equal(7, vault.Requests.Count);
    }

    [Fact]
    public async Task A_trouble_that_passes_is_no_failure()
    {
        using FakeVault vault = new FakeVault().Answer(503, "").Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();

        Assert.True((await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken)).IsSuccess);
    }

    [Fact]
    public async Task A_caller_who_cancels_gets_his_exception()
    {
        using FakeVault vault = new FakeVault().Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetKeyAsync("kek", null, cancelled.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek/1","kty":"EC-HSM"},"attributes":{}}""")]
    [InlineData("""{"key":{"kid":"https://other.vault.azure.net/keys/kek/1","kty":"RSA","n":"N","e":"AQAB"},"attributes":{}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/other/1","kty":"RSA","n":"N","e":"AQAB"},"attributes":{}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek","kty":"RSA","n":"N","e":"AQAB"},"attributes":{}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek/1","kty":"RSA","n":"AQAB","e":"AQAB"},"attributes":{}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek/1","kty":"RSA","n":"N","e":"AQAB"}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek/1","kty":"RSA","n":"N","e":"AQAB"},"attributes":{"exportable":"true"}}""")]
    [InlineData("""{"key":{"kid":"https://owner.vault.azure.net/keys/kek/1","kty":"RSA","n":"N","e":"AQAB"},"attributes":{},"release_policy":{}}""")]
    public async Task An_answer_that_describes_no_such_key_is_malformed(string answer)
    {
        string body = answer.Replace("\"N\"", $"\"{Base64UrlText.Encode(s_key.ExportParameters(false).Modulus)}\"", StringComparison.Ordinal);
        using FakeVault vault = new FakeVault().Answer(200, body);
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.MalformedResponse, read.Failure!.Reason);
    }

    [Fact]
    public async Task An_answer_without_end_is_refused()
    {
        using FakeVault vault = new FakeVault().Answer(200, new string(' ', (1024 * 1024) + 1));
        using KeyVaultClient client = vault.Client();

        KeyVaultResult<KeyVaultKey> read = await client.GetKeyAsync("kek", null, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.MalformedResponse, read.Failure!.Reason);
        Assert.Contains("1 MiB", read.Failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("kék")]
    public async Task A_name_that_no_vault_has_is_the_callers_mistake(string name)
    {
        using FakeVault vault = new();
        using KeyVaultClient client = vault.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => client.GetKeyAsync(name, null, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => client.GetKeyAsync("kek", "../x", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => client.CreateKeyAsync(
            "kek", s_policy, new NewKeyOptions { KeySize = 1024 }, TestContext.Current.CancellationToken));
        Assert.Empty(vault.Requests);
    }

    private static string Bundle(string? policy = null) =>
        """{"key":{"kid":"https://owner.vault.azure.net/keys/kek/0a1b","kty":"RSA-HSM","key_ops":["encrypt","decrypt","wrapKey","unwrapKey"],"n":"N","e":"AQAB"},"attributes":{"enabled":true,"created":1,"updated":1,"recoveryLevel":"Recoverable","exportable":true},"release_policy":{"contentType":"application/json; charset=utf-8","data":"DATA","immutable":true}}"""
            .Replace("\"N\"", $"\"{Base64UrlText.Encode(s_key.ExportParameters(false).Modulus)}\"", StringComparison.Ordinal)
            .Replace("DATA", policy ?? s_data, StringComparison.Ordinal);
}
