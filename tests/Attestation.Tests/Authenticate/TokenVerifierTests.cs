using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class TokenVerifierTests
{
    [Fact]
    public void A_token_of_the_configured_authority_is_genuine_whatever_its_jku_says()
    {
        GenuineToken token = new SimulatedToken().Authenticate();
        Assert.Equal(SimulatedEvidence.Authority.Issuer, token.Issuer);
        Assert.Equal(SimulatedToken.Now, token.IssuedAt);
        Assert.Equal("sevsnpvm", token.Claims.GetProperty("x-ms-attestation-type").GetString());
    }

    [Fact]
    public void A_token_just_asked_for_is_judged_by_its_own_time_and_by_everything_else_as_ever()
    {
        AttestationToken token = RealToken();
        AttestationAuthority authority = AttestationAuthority.Parse("https://sharedweu.weu.attest.azure.net");
        Assert.True(TokenVerifier.TryAuthenticateAtIssue(
            token, authority, RealKeys(), TokenSignerTrust.AsPublished, out GenuineToken? genuine, out TokenAuthenticationFailure failure), failure.ToString());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1671836418), genuine.IssuedAt);

        AttestationAuthority other = AttestationAuthority.Parse("https://sharedneu.neu.attest.azure.net");
        Assert.False(TokenVerifier.TryAuthenticateAtIssue(token, other, RealKeys(), TokenSignerTrust.AsPublished, out _, out failure));
        Assert.Equal(TokenAuthenticationFailure.Issuer, failure);
    }

    [Fact]
    public void A_real_production_token_is_genuine_at_its_time()
    {
        AttestationToken token = RealToken();
        Jwks keys = RealKeys();
        AttestationAuthority authority = AttestationAuthority.Parse("https://sharedweu.weu.attest.azure.net");
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(1671836418 + 60);
        Assert.True(TokenVerifier.TryAuthenticate(
            token, authority, keys, TokenSignerTrust.AsPublished, at, out GenuineToken? genuine, out TokenAuthenticationFailure failure), failure.ToString());
        Assert.Equal("azurevm", genuine.Claims.GetProperty("x-ms-attestation-type").GetString());
        Assert.Contains('+', token.KeyId);

        Assert.False(TokenVerifier.TryAuthenticate(token, authority, keys, TokenSignerTrust.AsPublished, at.AddHours(9), out _, out failure));
        Assert.Equal(TokenAuthenticationFailure.Expired, failure);
        Assert.False(TokenVerifier.TryAuthenticate(token, authority, keys, TokenSignerTrust.AsPublished, at.AddHours(-1), out _, out failure));
        Assert.Equal(TokenAuthenticationFailure.NotYetValid, failure);
        AttestationAuthority other = AttestationAuthority.Parse("https://sharedneu.neu.attest.azure.net");
        Assert.False(TokenVerifier.TryAuthenticate(token, other, keys, TokenSignerTrust.AsPublished, at, out _, out failure));
        Assert.Equal(TokenAuthenticationFailure.Issuer, failure);
    }

    [Fact]
    public void A_real_key_set_of_several_forms_is_read()
    {
        Assert.True(Jwks.TryParse(SharedVectors.Read("maa", "get.certs.response.body.json"), out Jwks? keys, out JwksFailure failure), failure.ToString());
        Assert.Contains("KQFAHrk1xALKHBD4b4u7TCvCJ1Mw0MlYZe+rxdePOtg=", keys.KeyIds);
        Assert.Equal(5, keys.KeyIds.Count);
    }

    [Fact]
    public void The_claims_of_a_real_container_token_are_read()
    {
        string text = Encoding.ASCII.GetString(SharedVectors.Read("maa", "sev-snp-jwt.txt")).Trim();
        Assert.True(AttestationToken.TryParse(text, out AttestationToken? token, out AttestationTokenFailure failure), failure.ToString());
        Assert.Equal("sevsnpvm", token.Claims.GetProperty("x-ms-attestation-type").GetString());
        Assert.Equal(ReferenceValues.AllowAllHostData.ToString(), token.Claims.GetProperty("x-ms-sevsnpvm-hostdata").GetString());
        Assert.False(token.Claims.GetProperty("x-ms-sevsnpvm-is-debuggable").GetBoolean());
        Assert.Equal(TimeSpan.FromHours(8), token.Expires - token.IssuedAt);
    }

    [Theory]
    [InlineData("https://attest.example")]
    [InlineData("https://attest.example:8443/")]
    [InlineData("https://ATTEST.example:8443")]
    [InlineData("http://attest.example:8443")]
    public void Another_issuer_is_refused(string issuer) =>
        Refused(TokenAuthenticationFailure.Issuer, new SimulatedToken { Changes = new Dictionary<string, JsonNode?> { ["iss"] = issuer } });

    [Fact]
    public void A_key_that_the_authority_does_not_publish_is_refused() =>
        Refused(TokenAuthenticationFailure.KeyNotFound, new SimulatedToken { Header = """{"alg":"RS256","kid":"A-simulated_key-id"}""" });

    [Fact]
    public void A_signature_by_another_key_is_refused() =>
        Refused(TokenAuthenticationFailure.Signature, new SimulatedToken { Key = TestOnlyKey.EndorsementLeaf });

    [Fact]
    public void A_changed_claim_is_refused()
    {
        string[] parts = new SimulatedToken().ToString().Split('.');
        string payload = Encoding.UTF8.GetString(Decode(parts[1])).Replace("\"x-ms-sevsnpvm-vmpl\":0", "\"x-ms-sevsnpvm-vmpl\":1", StringComparison.Ordinal);
        string forged = parts[0] + "." + Base64UrlText.Encode(Encoding.UTF8.GetBytes(payload)) + "." + parts[2];
        Assert.True(AttestationToken.TryParse(forged, out AttestationToken? token, out _));
        Assert.Equal(TokenAuthenticationFailure.Signature, Refusal(token));
    }

    [Fact]
    public void A_token_is_valid_from_its_beginning_to_its_end_give_or_take_a_minute()
    {
        AttestationToken token = new SimulatedToken().Parse();
        DateTimeOffset begin = SimulatedToken.Now;
        DateTimeOffset end = begin.AddHours(8);
        Assert.Equal(TokenAuthenticationFailure.NotYetValid, Refusal(token, begin.AddSeconds(-61)));
        Assert.Equal(TokenAuthenticationFailure.None, Refusal(token, begin.AddSeconds(-60)));
        Assert.Equal(TokenAuthenticationFailure.None, Refusal(token, end.AddSeconds(59)));
        Assert.Equal(TokenAuthenticationFailure.Expired, Refusal(token, end.AddSeconds(60)));
    }

    [Fact]
    public void A_signer_that_is_not_pinned_is_refused()
    {
        Assert.Equal(
            TokenAuthenticationFailure.SignerNotTrusted,
            Refusal(new SimulatedToken().Parse(), trust: TokenSignerTrust.Pinned(Digest256.Of("another certificate"u8))));
        Assert.Equal(
            TokenAuthenticationFailure.None,
            Refusal(new SimulatedToken().Parse(), trust: TokenSignerTrust.Pinned(Digest256.Of(SimulatedToken.SignerCertificate))));
        Assert.Throws<ArgumentException>(() => TokenSignerTrust.Pinned());
    }

    [Fact]
    public void An_expired_signer_is_refused()
    {
        Jwks keys = SimulatedToken.ParseKeys(SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.Certificate(TestOnlyKey.TokenSigning, 2025))));
        Assert.Equal(TokenAuthenticationFailure.SignerNotValid, Refusal(new SimulatedToken().Parse(), keys: keys));
    }

    [Fact]
    public void A_short_signing_key_is_refused()
    {
        using RSA key = RSA.Create(1024);
        Jwks keys = SimulatedToken.ParseKeys(SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.Certificate(key))));
        Assert.Equal(TokenAuthenticationFailure.KeyNotUsable, Refusal(new SimulatedToken { Key = key }.Parse(), keys: keys));
    }

    [Fact]
    public void A_key_set_without_certificates_has_no_keys()
    {
        RSAParameters key = TestOnlyKey.TokenSigning.ExportParameters(false);
        string n = Base64UrlText.Encode(key.Modulus);
        Jwks keys = SimulatedToken.ParseKeys($$"""{"keys":[{"kty":"RSA","kid":"{{SimulatedToken.SignerId}}","n":"{{n}}","e":"AQAB"}]}""");
        Assert.Empty(keys.KeyIds);
        Assert.Equal(TokenAuthenticationFailure.KeyNotFound, Refusal(new SimulatedToken().Parse(), keys: keys));
    }

    [Theory]
    [InlineData("[]", JwksFailure.Json)]
    [InlineData("{\"keys\":[],\"keys\":[]}", JwksFailure.Json)]
    [InlineData("{}", JwksFailure.Keys)]
    [InlineData("{\"keys\":{}}", JwksFailure.Keys)]
    [InlineData("{\"keys\":[7]}", JwksFailure.Keys)]
    public void What_is_no_key_set_is_refused(string text, JwksFailure reason)
    {
        Assert.False(Jwks.TryParse(Encoding.UTF8.GetBytes(text), out _, out JwksFailure failure));
        Assert.Equal(reason, failure);
    }

    [Fact]
    public void A_key_identifier_that_stands_twice_is_refused()
    {
        string text = SimulatedToken.KeySet((SimulatedToken.SignerId, SimulatedToken.SignerCertificate), (SimulatedToken.SignerId, SimulatedToken.Certificate(TestOnlyKey.EndorsementLeaf)));
        Assert.False(Jwks.TryParse(Encoding.UTF8.GetBytes(text), out _, out JwksFailure failure));
        Assert.Equal(JwksFailure.DuplicateKeyId, failure);
    }

    [Theory]
    [InlineData("{\"alg\":\"none\",\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":\"None\",\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":\"HS256\",\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":\"PS256\",\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":\"RS512\",\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":null,\"kid\":\"x\"}", AttestationTokenFailure.Algorithm)]
    [InlineData("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"x\"}", AttestationTokenFailure.Header)]
    [InlineData("[]", AttestationTokenFailure.Header)]
    [InlineData("{\"alg\":\"RS256\",\"kid\":\"x\",\"crit\":[\"exp\"]}", AttestationTokenFailure.HeaderParameter)]
    [InlineData("{\"alg\":\"RS256\",\"kid\":\"x\",\"b64\":false}", AttestationTokenFailure.HeaderParameter)]
    [InlineData("{\"alg\":\"RS256\",\"kid\":\"x\",\"typ\":\"JWE\"}", AttestationTokenFailure.HeaderParameter)]
    [InlineData("{\"alg\":\"RS256\"}", AttestationTokenFailure.KeyId)]
    [InlineData("{\"alg\":\"RS256\",\"kid\":7}", AttestationTokenFailure.KeyId)]
    public void A_header_of_another_kind_is_unreadable(string header, AttestationTokenFailure reason) =>
        Unreadable(reason, new SimulatedToken { Header = header }.ToString());

    [Theory]
    [InlineData("[]", AttestationTokenFailure.Payload)]
    [InlineData("{\"iss\":\"a\",\"iss\":\"b\"}", AttestationTokenFailure.Payload)]
    [InlineData("{}", AttestationTokenFailure.Issuer)]
    [InlineData("{\"iss\":[\"a\"]}", AttestationTokenFailure.Issuer)]
    [InlineData("{\"iss\":\"a\",\"iat\":1,\"nbf\":1}", AttestationTokenFailure.Times)]
    [InlineData("{\"iss\":\"a\",\"iat\":1,\"nbf\":1,\"exp\":\"2\"}", AttestationTokenFailure.Times)]
    [InlineData("{\"iss\":\"a\",\"iat\":1,\"nbf\":1,\"exp\":2.5}", AttestationTokenFailure.Times)]
    [InlineData("{\"iss\":\"a\",\"iat\":-1,\"nbf\":1,\"exp\":2}", AttestationTokenFailure.Times)]
    [InlineData("{\"iss\":\"a\",\"iat\":1,\"nbf\":1,\"exp\":9223372036854775807}", AttestationTokenFailure.Times)]
    public void A_payload_of_another_kind_is_unreadable(string payload, AttestationTokenFailure reason) =>
        Unreadable(reason, new SimulatedToken { Payload = payload }.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("e30=.e30.e30")]
    [InlineData(" e30.e30.e30")]
    [InlineData("e30.e30.e31")]
    public void Another_compact_form_is_unreadable(string text) => Unreadable(AttestationTokenFailure.Compact, text);

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("https://a.example:444", true)]
    [InlineData("https://a.example/", false)]
    [InlineData("https://a.example/tenant", false)]
    [InlineData("https://a.example?x", false)]
    [InlineData("https://A.example", false)]
    [InlineData("https://user@a.example", false)]
    [InlineData("http://a.example", false)]
    [InlineData("https://a.example:443", false)]
    [InlineData("a.example", false)]
    public void An_authority_has_one_spelling(string text, bool accepted)
    {
        Assert.Equal(accepted, AttestationAuthority.TryParse(text, out AttestationAuthority? authority));
        Assert.Equal(accepted ? text + "/certs" : null, authority?.Certificates.OriginalString);
    }

    internal static AttestationToken RealToken()
    {
        string text = Encoding.ASCII.GetString(SharedVectors.Read("maa", "cvm-with-jwks", "attestation_result.b64")).Trim();
        Assert.True(AttestationToken.TryParse(text, out AttestationToken? token, out AttestationTokenFailure failure), failure.ToString());
        return token;
    }

    private static Jwks RealKeys()
    {
        string text = Encoding.UTF8.GetString(SharedVectors.Read("maa", "cvm-with-jwks", "attestation_result_header_jku_snapshot.jsonc"));
        return SimulatedToken.ParseKeys(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("//", StringComparison.Ordinal))));
    }

    private static byte[] Decode(string text)
    {
        Assert.True(Base64UrlText.TryDecode(text, out byte[]? bytes));
        return bytes;
    }

    private static void Unreadable(AttestationTokenFailure reason, string text)
    {
        Assert.False(AttestationToken.TryParse(text, out AttestationToken? token, out AttestationTokenFailure failure));
        Assert.Null(token);
        Assert.Equal(reason, failure);
    }

    private static void Refused(TokenAuthenticationFailure reason, SimulatedToken token) => Assert.Equal(reason, Refusal(token.Parse()));

    private static TokenAuthenticationFailure Refusal(AttestationToken token, DateTimeOffset? now = null, Jwks? keys = null, TokenSignerTrust? trust = null)
    {
        bool isGenuine = TokenVerifier.TryAuthenticate(
            token, SimulatedEvidence.Authority, keys ?? SimulatedToken.Keys, trust ?? TokenSignerTrust.AsPublished, now ?? SimulatedToken.Now,
            out GenuineToken? genuine, out TokenAuthenticationFailure failure);
        Assert.Equal(isGenuine, genuine is not null);
        Assert.Equal(isGenuine, failure == TokenAuthenticationFailure.None);
        return failure;
    }
}
