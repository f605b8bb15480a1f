using System.Security.Cryptography;
using EnclaveCleanRoom.KeyRelease.Release;

namespace EnclaveCleanRoom.KeyRelease.Tests.Release;

/// <summary>A response that Azure's vault signed in 2022; its certificate expired in September 2023, its key is nobody's here.</summary>
public sealed class RealResponseTests
{
    private const string Host = "skr-kvq6srllol2jntw.vault.azure.net";
    private static readonly Uri s_vault = new("https://" + Host);
    private static readonly DateTimeOffset s_then = new(2022, 12, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_real_response_authenticates_at_its_time_under_its_root()
    {
        ReleaseResponse response = Read();

        Assert.True(Authenticate(response, Host, s_then, out GenuineReleaseResponse? genuine, out KeyVaultFailureReason reason), reason.ToString());
        Assert.Equal("https://skr-kvq6srllol2jntw.vault.azure.net/keys/myskrkey/e473cd4c66224d16870bbe2eb4c58078", genuine!.Said.ReleasedKey);
        Assert.Equal(4096 / 8, genuine.Said.PublicKey.Modulus!.Length);
    }

    [Fact]
    public void A_real_response_with_the_vaults_default_wrapping_is_not_what_we_ask_for()
    {
        Assert.True(Authenticate(Read(), Host, s_then, out GenuineReleaseResponse? genuine, out _));
        using RSA wrapping = RSA.Create(2048);

        Assert.Equal(KeyVaultFailureReason.ResponseEncryption, ReleaseAppraiser.Judge(genuine!, s_vault, "myskrkey", null, null));
        Assert.Equal(KeyVaultFailureReason.ResponseKey, ReleaseAppraiser.Judge(genuine!, s_vault, "another", null, null));
        Assert.Equal(KeyVaultFailureReason.UnwrapFailed, ReleaseAppraiser.Unwrap(genuine!, wrapping, out _));
    }

    [Fact]
    public void A_real_response_is_refused_after_its_certificate_expired()
    {
        Assert.False(Authenticate(Read(), Host, new DateTimeOffset(2023, 9, 19, 0, 0, 0, TimeSpan.Zero), out _, out KeyVaultFailureReason reason));
        Assert.Equal(KeyVaultFailureReason.ResponseCertificateUntrusted, reason);
    }

    [Fact]
    public void A_real_response_is_refused_for_another_host()
    {
        Assert.False(Authenticate(Read(), "vault.azure.net.example", s_then, out _, out KeyVaultFailureReason reason));
        Assert.Equal(KeyVaultFailureReason.ResponseHost, reason);
    }

    [Fact]
    public void A_real_response_is_refused_under_a_root_that_is_not_its_own()
    {
        ReleaseResponse response = Read();

        Assert.False(ReleaseResponseVerifier.TryAuthenticate(
            response, KeyVaultTrust.Named(ReleaseKeys.Committed.Root), Host, s_then, out _, out KeyVaultFailureReason reason));
        Assert.Equal(KeyVaultFailureReason.ResponseCertificateUntrusted, reason);
    }

    [Fact]
    public void A_changed_byte_in_a_real_response_is_refused()
    {
        string body = File.ReadAllText(Path());
        int dot = body.LastIndexOf('.');
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body[..(dot + 20)] + (body[dot + 20] == 'A' ? 'B' : 'A') + body[(dot + 21)..]);

        Assert.True(ReleaseResponse.TryParse(bytes, out ReleaseResponse? response));
        Assert.False(Authenticate(response, Host, s_then, out _, out KeyVaultFailureReason reason));
        Assert.Equal(KeyVaultFailureReason.ResponseSignature, reason);
    }

    private static string Path() => SharedData.Require("vectors", "key_release", "keyvault-release-key-reponse-body.json");

    private static ReleaseResponse Read()
    {
        Assert.True(ReleaseResponse.TryParse(File.ReadAllBytes(Path()), out ReleaseResponse? response));
        return response;
    }

    private static bool Authenticate(
        ReleaseResponse response, string host, DateTimeOffset at, out GenuineReleaseResponse? genuine, out KeyVaultFailureReason reason) =>
        ReleaseResponseVerifier.TryAuthenticate(
            response, KeyVaultTrust.Named(response.Certificates[^1]), host, at, out genuine, out reason);
}
