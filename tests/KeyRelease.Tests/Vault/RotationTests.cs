using System.Security.Cryptography;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.KeyRelease.Tests.Vault;

/// <summary>New versions, disabled versions and unwrapped data keys: what is sent, byte for byte, and what is believed of the answer.</summary>
public sealed class RotationTests
{
    private const string Immutable = """{"error":{"code":"BadParameter","message":"AKV.SKR.1020: Immutable Key Release Policy cannot be modified."}}""";

    private static readonly RSA s_key = RSA.Create(2048);
    private static readonly ReleasePolicy s_policy = ReleasePolicy.ForCleanRoom("https://a.example", Digest256.Of("h"u8), Digest256.Of("a"u8));
    private static readonly string s_data = Base64UrlText.Encode(s_policy.Encoded.Span);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_whose_policy_may_not_be_sent_again_is_made_without_it_and_must_have_it()
    {
        using FakeVault vault = new FakeVault().Answer(400, Immutable).Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();
        KeyVaultResult<KeyVaultKey> made = await client.CreateVersionAsync("kek", s_policy, null, Cancellation);
        Assert.Equal("0a1c", made.Value?.Version);
        Assert.Equal(
            """{"kty":"RSA-HSM","key_size":3072,"key_ops":["encrypt","decrypt","wrapKey","unwrapKey"],"attributes":{"enabled":true,"exportable":true}}""",
            vault.Bodies[1]);
    }

    [Fact]
    public async Task A_version_that_the_vault_made_under_another_policy_is_refused_with_the_difference()
    {
        string other = Base64UrlText.Encode(ReleasePolicy.ForCleanRoom("https://evil.example", Digest256.Of("h"u8), Digest256.Of("a"u8)).Encoded.Span);
        using FakeVault vault = new FakeVault().Answer(400, Immutable).Answer(200, Bundle().Replace(s_data, other, StringComparison.Ordinal));
        using KeyVaultClient client = vault.Client();
        KeyVaultFailure failure = (await client.CreateVersionAsync("kek", s_policy, null, Cancellation)).Failure!;
        Assert.Equal(KeyVaultFailureReason.PolicyNotKept, failure.Reason);
        Assert.Contains("https://evil.example", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, """{"attributes":{"enabled":true}}""")]
    [InlineData(false, """{"attributes":{"enabled":false}}""")]
    public async Task A_version_is_enabled_and_disabled_by_exactly_this(bool isEnabled, string body)
    {
        using FakeVault vault = new FakeVault().Answer(200, Bundle());
        using KeyVaultClient client = vault.Client();
        Assert.True((await client.SetEnabledAsync("kek", "0a1c", isEnabled, Cancellation)).IsSuccess);
        Assert.Equal("PATCH https://owner.vault.azure.net/keys/kek/0a1c?api-version=7.4", Assert.Single(vault.Requests));
        Assert.Equal(body, Assert.Single(vault.Bodies));
    }

    [Fact]
    public async Task A_data_key_is_unwrapped_by_exactly_this_and_wrapped_anew()
    {
        byte[] dek = RandomNumberGenerator.GetBytes(32);
        using FakeVault vault = new FakeVault().Answer(200, Unwrapped(dek));
        using KeyVaultClient client = vault.Client();
        KeyVaultResult<UnwrappedKey> unwrapped = await client.UnwrapAsync("kek", "0a1b", new byte[] { 1, 2, 255 }, Cancellation);
        Assert.Equal("POST https://owner.vault.azure.net/keys/kek/0a1b/unwrapkey?api-version=7.4", Assert.Single(vault.Requests));
        Assert.Equal("""{"alg":"RSA-OAEP-256","value":"AQL_"}""", Assert.Single(vault.Bodies));
        using DekWrapper wrapper = new("new", s_key);
        using UnwrappedKey key = unwrapped.Value!;
        Assert.Equal(dek, s_key.Decrypt(key.WrapUnder(wrapper), RSAEncryptionPadding.OaepSHA256));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.WrapUnder(wrapper));
        Assert.Throws<ObjectDisposedException>(() => key.CopyTo(new byte[32]));
    }

    [Theory]
    [InlineData("""{"kid":"https://owner.vault.azure.net/keys/kek/other","value":"AAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kid":"https://owner.vault.azure.net/keys/kek","value":"AAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kid":"https://other.vault.azure.net/keys/kek/0a1b","value":"AAAAAAAAAAAAAAAAAAAAAA"}""")]
    [InlineData("""{"kid":"https://owner.vault.azure.net/keys/kek/0a1b","value":"AAAA"}""")]
    [InlineData("""{"kid":"https://owner.vault.azure.net/keys/kek/0a1b"}""")]
    [InlineData("[]")]
    public async Task An_answer_about_another_key_or_of_another_length_is_refused(string answer)
    {
        using FakeVault vault = new FakeVault().Answer(200, answer);
        using KeyVaultClient client = vault.Client();
        Assert.Equal(KeyVaultFailureReason.MalformedResponse, (await client.UnwrapAsync("kek", "0a1b", new byte[] { 1 }, Cancellation)).Failure?.Reason);
    }

    [Fact]
    public async Task What_the_vault_refuses_to_unwrap_is_a_result()
    {
        using FakeVault vault = new FakeVault().Answer(403, """{"error":{"code":"Forbidden","message":"disabled"}}""");
        using KeyVaultClient client = vault.Client();
        Assert.Equal(KeyVaultFailureReason.Forbidden, (await client.UnwrapAsync("kek", "0a1b", new byte[] { 1 }, Cancellation)).Failure?.Reason);
    }

    private static string Unwrapped(byte[] dek) => $$"""{"kid":"https://owner.vault.azure.net/keys/kek/0a1b","value":"{{Base64UrlText.Encode(dek)}}"}""";

    private static string Bundle() => $$$"""
        {"key":{"kid":"https://owner.vault.azure.net/keys/kek/0a1c","kty":"RSA-HSM","n":"{{{Base64UrlText.Encode(s_key.ExportParameters(false).Modulus)}}}","e":"AQAB"},
        "attributes":{"enabled":true,"exportable":true},"release_policy":{"data":"{{{s_data}}}","immutable":true}}
        """;
}
