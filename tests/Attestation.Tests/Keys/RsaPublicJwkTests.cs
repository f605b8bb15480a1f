using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class RsaPublicJwkTests
{
    // RFC 7638 §3.1.
    private const string Rfc7638Modulus =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMst"
        + "n64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOp"
        + "bISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    [Fact]
    public void The_thumbprint_is_that_of_rfc_7638()
    {
        RsaPublicJwk key = Read($$"""{"kty":"RSA","n":"{{Rfc7638Modulus}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""");
        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", key.Thumbprint.ToBase64Url());
        Assert.Equal("2011-04-29", key.KeyId);
        Assert.Equal(2048, key.KeySize);
    }

    [Fact]
    public void A_key_survives_writing_and_reading()
    {
        using RSA rsa = RSA.Create(2048);
        RsaPublicJwk key = RsaPublicJwk.FromRsa(rsa, "wrapping", "encrypt");
        RsaPublicJwk read = Read(Write(key));
        Assert.Equal(key.Thumbprint, read.Thumbprint);
        Assert.Equal("wrapping", read.KeyId);
        Assert.Equal(["encrypt"], read.Operations);
        Assert.Equal(rsa.ExportSubjectPublicKeyInfo(), read.ToSubjectPublicKeyInfo());
    }

    [Theory]
    [InlineData("[]", JwkFailure.NotAnObject)]
    [InlineData("{\"kty\":\"RSA\",\"kty\":\"RSA\"}", JwkFailure.NotAnObject)]
    [InlineData("{}", JwkFailure.KeyType)]
    [InlineData("{\"kty\":\"oct\",\"k\":\"AAAA\"}", JwkFailure.KeyType)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AAAA\",\"e\":\"AQAB\",\"d\":\"AAAA\"}", JwkFailure.PrivateMember)]
    [InlineData("{\"kty\":\"RSA\",\"e\":\"AQAB\"}", JwkFailure.Member)]
    [InlineData("{\"kty\":\"RSA\",\"n\":7,\"e\":\"AQAB\"}", JwkFailure.Member)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w==\",\"e\":\"AQAB\"}", JwkFailure.Member)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\"}", JwkFailure.ModulusSize)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"kid\":null}", JwkFailure.Metadata)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"key_ops\":\"encrypt\"}", JwkFailure.Metadata)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"key_ops\":[\"encrypt\",\"encrypt\"]}", JwkFailure.Metadata)]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"_w\",\"e\":\"AQAB\",\"kid\":\"\\ud800\"}", JwkFailure.NotAnObject)]
    public void What_is_no_rsa_public_key_is_refused(string text, JwkFailure reason)
    {
        Assert.False(RsaPublicJwk.TryParse(Encoding.UTF8.GetBytes(text), out RsaPublicJwk? key, out JwkFailure failure));
        Assert.Null(key);
        Assert.Equal(reason, failure);
    }

    [Theory]
    [InlineData("AQ")]
    [InlineData("Ag")]
    [InlineData("AAEAAQ")]
    [InlineData("AQAAAAE")]
    public void A_weak_or_padded_exponent_is_refused(string exponent)
    {
        string text = $$"""{"kty":"RSA","n":"{{Rfc7638Modulus}}","e":"{{exponent}}"}""";
        Assert.False(RsaPublicJwk.TryParse(Encoding.UTF8.GetBytes(text), out _, out JwkFailure failure));
        Assert.Equal(JwkFailure.Exponent, failure);
    }

    [Fact]
    public void A_short_key_is_a_callers_mistake()
    {
        using RSA rsa = RSA.Create(1024);
        Assert.Throws<ArgumentException>(() => RsaPublicJwk.FromRsa(rsa));
    }

    private static RsaPublicJwk Read(string text)
    {
        Assert.True(RsaPublicJwk.TryParse(Encoding.UTF8.GetBytes(text), out RsaPublicJwk? key, out JwkFailure failure), failure.ToString());
        return key;
    }

    private static string Write(RsaPublicJwk key)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            key.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
