using System.Security.Cryptography;
using EnclaveCleanRoom.KeyRelease.Tests.Vault;

namespace EnclaveCleanRoom.KeyRelease.Tests.Release;

public sealed class ReleaseTests
{
    private static readonly ReleaseKeys s_keys = ReleaseKeys.Committed;
    private static readonly RSA s_stranger = RSA.Create(2048);

    [Fact]
    public async Task A_released_key_unwraps_what_its_owner_wrapped()
    {
        using FakeVault vault = new FakeVault().Answer(200, new FakeRelease { Nonce = "n1" }.Body());
        using KeyVaultClient client = Client(vault);
        using DekWrapper wrapper = new("k", s_keys.Owner);

        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "kek", null, "header.payload.signature", "n1", s_keys.Wrapping, TestContext.Current.CancellationToken);

        Assert.True(released.IsSuccess);
        using ReleasedKey key = released.Value;
        Assert.Equal("https://owner.vault.azure.net/keys/kek/0a1b", key.KeyId);
        byte[] dek = new byte[32];
        Assert.True(key.TryUnwrapDek(wrapper.Wrap([.. Enumerable.Repeat((byte)7, 32)]), dek, out int written));
        Assert.Equal(32, written);
        Assert.All(dek, octet => Assert.Equal(7, octet));
        Assert.Equal("POST https://owner.vault.azure.net/keys/kek/release?api-version=7.4", Assert.Single(vault.Requests));
        Assert.Equal("""{"target":"header.payload.signature","nonce":"n1","enc":"RSA_AES_KEY_WRAP_256"}""", Assert.Single(vault.Bodies));
    }

    [Fact]
    public async Task Without_a_nonce_none_is_sent_and_a_version_goes_into_the_path()
    {
        using FakeVault vault = new FakeVault().Answer(200, new FakeRelease { RequestKid = "https://owner.vault.azure.net/keys/kek/0a1b" }.Body());
        using KeyVaultClient client = Client(vault);

        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "kek", "0a1b", "t", null, s_keys.Wrapping, TestContext.Current.CancellationToken);

        Assert.True(released.IsSuccess);
        released.Value.Dispose();
        Assert.Equal("POST https://owner.vault.azure.net/keys/kek/0a1b/release?api-version=7.4", Assert.Single(vault.Requests));
        Assert.Equal("""{"target":"t","enc":"RSA_AES_KEY_WRAP_256"}""", Assert.Single(vault.Bodies));
    }

    [Fact]
    public async Task A_vault_that_does_not_repeat_the_nonce_is_believed() =>
        Assert.Null(await ReasonAsync(new FakeRelease(), nonce: "n1"));

    [Fact]
    public async Task Another_nonce_is_refused()
    {
        Assert.Equal(KeyVaultFailureReason.ResponseNonce, await ReasonAsync(new FakeRelease { Nonce = "n2" }, nonce: "n1"));
        Assert.Equal(KeyVaultFailureReason.ResponseNonce, await ReasonAsync(new FakeRelease { Nonce = "n2" }, nonce: null));
    }

    [Theory]
    [InlineData("CKM_RSA_AES_KEY_WRAP", "CKM_RSA_AES_KEY_WRAP")]
    [InlineData("RSA_AES_KEY_WRAP_384", "RSA_AES_KEY_WRAP_384")]
    [InlineData("RSA_AES_KEY_WRAP_256", "CKM_RSA_AES_KEY_WRAP")]
    [InlineData("CKM_RSA_AES_KEY_WRAP", "RSA_AES_KEY_WRAP_256")]
    public async Task A_wrapping_that_was_not_asked_for_is_refused(string request, string wrapped) =>
        Assert.Equal(KeyVaultFailureReason.ResponseEncryption, await ReasonAsync(new FakeRelease { Enc = request, WrappedEnc = wrapped }));

    [Theory]
    [InlineData("https://other.vault.azure.net/keys/kek", "https://other.vault.azure.net/keys/kek/0a1b")]
    [InlineData("https://owner.vault.azure.net/keys/other", "https://owner.vault.azure.net/keys/kek/0a1b")]
    [InlineData("https://owner.vault.azure.net/keys/kek", "https://owner.vault.azure.net/keys/other/0a1b")]
    [InlineData("https://owner.vault.azure.net/keys/kek", "https://owner.vault.azure.net/keys/kek")]
    [InlineData("https://owner.vault.azure.net/keys/kek", "https://owner.vault.azure.net:444/keys/kek/0a1b")]
    [InlineData("https://owner.vault.azure.net/keys/kek?x", "https://owner.vault.azure.net/keys/kek/0a1b")]
    [InlineData("kek", "https://owner.vault.azure.net/keys/kek/0a1b")]
    public async Task Another_key_than_the_one_asked_for_is_refused(string asked, string released) =>
        Assert.Equal(KeyVaultFailureReason.ResponseKey, await ReasonAsync(new FakeRelease { RequestKid = asked, ResponseKid = released }));

    [Fact]
    public async Task Another_version_than_the_one_asked_for_is_refused() =>
        Assert.Equal(KeyVaultFailureReason.ResponseKey, await ReasonAsync(new FakeRelease(), version: "0a1c"));

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS1")]
    [InlineData("PS256")]
    [InlineData("rs256")]
    public async Task Another_signature_algorithm_is_refused(string algorithm) =>
        Assert.Equal(KeyVaultFailureReason.ResponseAlgorithm, await ReasonAsync(new FakeRelease { Algorithm = algorithm }));

    [Fact]
    public async Task Critical_headers_are_refused() =>
        Assert.Equal(
            KeyVaultFailureReason.ResponseAlgorithm, await ReasonAsync(new FakeRelease { MoreHeader = ",\"crit\":[\"b64\"],\"b64\":false" }));

    [Fact]
    public async Task A_signature_by_another_key_is_refused() =>
        Assert.Equal(KeyVaultFailureReason.ResponseSignature, await ReasonAsync(new FakeRelease { Signer = s_stranger }));

    [Fact]
    public async Task A_certificate_under_another_root_is_refused()
    {
        (_, byte[] leaf) = ReleaseKeys.Certificates(s_stranger);

        Assert.Equal(
            KeyVaultFailureReason.ResponseCertificateUntrusted, await ReasonAsync(new FakeRelease { Leaf = leaf, Signer = s_stranger }));
        Assert.Equal(KeyVaultFailureReason.ResponseCertificateUntrusted, await ReasonAsync(new FakeRelease(), trust: KeyVaultTrust.System));
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        (byte[] root, byte[] leaf) = ReleaseKeys.Certificates(s_stranger, "*.vault.azure.example");

        Assert.Equal(
            KeyVaultFailureReason.ResponseHost,
            await ReasonAsync(new FakeRelease { Leaf = leaf, Signer = s_stranger }, trust: KeyVaultTrust.Named(root)));
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers_is_refused()
    {
        (byte[] root, byte[] leaf) = ReleaseKeys.Certificates(s_stranger, usage: "1.3.6.1.5.5.7.3.2");

        Assert.Equal(
            KeyVaultFailureReason.ResponseCertificateUntrusted,
            await ReasonAsync(new FakeRelease { Leaf = leaf, Signer = s_stranger }, trust: KeyVaultTrust.Named(root)));
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2036)]
    public async Task An_expired_certificate_is_refused(int year) =>
        Assert.Equal(
            KeyVaultFailureReason.ResponseCertificateUntrusted,
            await ReasonAsync(new FakeRelease(), at: new DateTimeOffset(year, 6, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task A_hash_of_another_certificate_is_refused() =>
        Assert.Equal(KeyVaultFailureReason.ResponseCertificateHash, await ReasonAsync(new FakeRelease { CertificateHash = new byte[32] }));

    [Fact]
    public async Task A_key_wrapped_for_another_instance_does_not_unwrap() =>
        Assert.Equal(
            KeyVaultFailureReason.UnwrapFailed,
            await ReasonAsync(new FakeRelease { Wrapped = RsaAesKeyWrap.Wrap(s_keys.Owner.ExportPkcs8PrivateKey(), s_stranger) }));

    [Fact]
    public async Task A_private_key_that_is_not_that_of_the_signed_public_key_is_refused()
    {
        Assert.Equal(KeyVaultFailureReason.KeyMismatch, await ReasonAsync(new FakeRelease { PublicKey = s_stranger }));
        Assert.Equal(
            KeyVaultFailureReason.KeyMismatch, await ReasonAsync(new FakeRelease { Wrapped = RsaAesKeyWrap.Wrap(new byte[32], s_keys.Wrapping) }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"value":1}""")]
    [InlineData("""{"value":""}""")]
    [InlineData("""{"value":"a.b"}""")]
    [InlineData("""{"value":"e30.e30.AA"}""")]
    [InlineData("""{"value":"eyJhbGciOiJub25lIn0.e30."}""")]
    [InlineData("""{"value":"e30.e30.AA.AA.AA"}""")]
    public async Task An_answer_of_another_form_is_malformed(string body)
    {
        using FakeVault vault = new FakeVault().Answer(200, body);
        using KeyVaultClient client = Client(vault);

        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "kek", null, "t", null, s_keys.Wrapping, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.MalformedResponse, released.Failure!.Reason);
    }

    [Fact]
    public async Task The_vaults_refusal_is_carried()
    {
        using FakeVault vault = new FakeVault().Answer(403, """{"error":{"code":"Forbidden","message":"Target environment attestation statement cannot be verified.","innererror":{"code":"AccessDenied"}}}""");
        using KeyVaultClient client = Client(vault);

        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "kek", null, "t", null, s_keys.Wrapping, TestContext.Current.CancellationToken);

        Assert.Equal(KeyVaultFailureReason.Forbidden, released.Failure!.Reason);
        Assert.Equal("Target environment attestation statement cannot be verified.", released.Failure.Message);
        Assert.Equal(403, released.Failure.Status);
    }

    private static KeyVaultClient Client(FakeVault vault) => vault.Client(KeyVaultTrust.Named(s_keys.Root), new FixedTime(ReleaseKeys.Now));

    private static async Task<KeyVaultFailureReason?> ReasonAsync(
        FakeRelease release, string? nonce = null, string? version = null, KeyVaultTrust? trust = null, DateTimeOffset? at = null)
    {
        using FakeVault vault = new FakeVault().Answer(200, release.Body());
        using KeyVaultClient client = vault.Client(trust ?? KeyVaultTrust.Named(s_keys.Root), new FixedTime(at ?? ReleaseKeys.Now));
        KeyVaultResult<ReleasedKey> released = await client.ReleaseAsync(
            "kek", version, "t", nonce, s_keys.Wrapping, TestContext.Current.CancellationToken);
        released.Value?.Dispose();
        return released.Failure?.Reason;
    }
}
