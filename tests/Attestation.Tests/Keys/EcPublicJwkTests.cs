using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class EcPublicJwkTests
{
    // RFC 7517 appendix A.1.
    private const string Rfc7517X = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
    private const string Rfc7517Y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";

    [Fact]
    public void The_key_of_rfc_7517_is_read()
    {
        EcPublicJwk key = Read($$"""{"kty":"EC","crv":"P-256","x":"{{Rfc7517X}}","y":"{{Rfc7517Y}}","use":"enc","kid":"1"}""");
        Assert.Equal("P-256", key.Curve);
        Assert.Equal("enc", key.Use);
        Assert.Equal("1", key.KeyId);
    }

    [Fact]
    public void The_thumbprint_hashes_the_required_members_in_order()
    {
        EcPublicJwk key = Read($$"""{"y":"{{Rfc7517Y}}","x":"{{Rfc7517X}}","kid":"1","kty":"EC","crv":"P-256"}""");
        string canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{Rfc7517X}}","y":"{{Rfc7517Y}}"}""";
        Assert.Equal(Digest256.Of(Encoding.ASCII.GetBytes(canonical)), key.Thumbprint);
    }

    [Fact]
    public void A_p384_key_survives_writing_and_reading()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        EcPublicJwk key = EcPublicJwk.FromKey(ecdsa, "signing");
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            key.WriteTo(writer);
        }

        Assert.True(EcPublicJwk.TryParse(stream.ToArray(), out EcPublicJwk? read, out _));
        Assert.Equal(key.Thumbprint, read.Thumbprint);
        Assert.Equal(ecdsa.ExportSubjectPublicKeyInfo(), read.ToSubjectPublicKeyInfo());
        using ECDsa verifier = read.ToEcdsa();
        Assert.True(verifier.VerifyData("hello"u8, ecdsa.SignData("hello"u8, HashAlgorithmName.SHA384), HashAlgorithmName.SHA384));
    }

    [Theory]
    [InlineData("7", JwkFailure.NotAnObject)]
    [InlineData("{\"kty\":\"RSA\"}", JwkFailure.KeyType)]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"AA\"}", JwkFailure.PrivateMember)]
    [InlineData("{\"kty\":\"EC\"}", JwkFailure.Curve)]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-521\"}", JwkFailure.Curve)]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Rfc7517X + "\"}", JwkFailure.Member)]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"" + Rfc7517X + "\",\"y\":\"" + Rfc7517Y + "\"}", JwkFailure.Point)]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + Rfc7517Y + "\",\"y\":\"" + Rfc7517X + "\"}", JwkFailure.Point)]
    public void What_is_no_ec_public_key_is_refused(string text, JwkFailure reason)
    {
        Assert.False(EcPublicJwk.TryParse(Encoding.UTF8.GetBytes(text), out EcPublicJwk? key, out JwkFailure failure));
        Assert.Null(key);
        Assert.Equal(reason, failure);
    }

    [Fact]
    public void Another_curve_is_a_callers_mistake()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        Assert.Throws<ArgumentException>(() => EcPublicJwk.FromKey(ecdsa));
    }

    private static EcPublicJwk Read(string text)
    {
        Assert.True(EcPublicJwk.TryParse(Encoding.UTF8.GetBytes(text), out EcPublicJwk? key, out JwkFailure failure), failure.ToString());
        return key;
    }
}
