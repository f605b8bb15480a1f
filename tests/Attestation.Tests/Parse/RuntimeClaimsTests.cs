using System.Text;
using System.Text.Json.Nodes;

namespace EnclaveCleanRoom.Attestation.Tests;

public sealed class RuntimeClaimsTests
{
    [Fact]
    public void Claims_survive_writing_and_reading_and_keep_their_bytes()
    {
        RuntimeClaims made = SimulatedEvidence.ValidClaims;
        Assert.True(RuntimeClaims.TryParse(made.Encoded, out RuntimeClaims? read, out _));
        Assert.Equal(made.Encoded.ToArray(), read.Encoded.ToArray());
        Assert.Equal(made.WrappingKey.Thumbprint, read.WrappingKey.Thumbprint);
        Assert.Equal(EcPublicJwk.FromKey(TestOnlyKey.InstanceSigning).Thumbprint, read.InstanceId);
        Assert.Equal(SimulatedEvidence.Agreement, read.Agreement);
        Assert.Equal(SimulatedEvidence.Nonce, read.Nonce);
        Assert.Equal([.. Digest256.Of(made.Encoded.Span).AsSpan(), .. new byte[32]], read.ReportData);
    }

    [Fact]
    public void The_document_is_a_key_set_with_siblings() =>
        Assert.StartsWith("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"", Encoding.UTF8.GetString(SimulatedEvidence.ValidClaims.Encoded.Span), StringComparison.Ordinal);

    public static TheoryData<string, string, RuntimeClaimsFailure> Broken => new()
    {
        { "keys", "[]", RuntimeClaimsFailure.WrappingKey },
        { "keys", "{}", RuntimeClaimsFailure.WrappingKey },
        { "keys", "[{\"kty\":\"RSA\"}]", RuntimeClaimsFailure.WrappingKey },
        { "signing_key", "{}", RuntimeClaimsFailure.SigningKey },
        { "signing_key", "\"key\"", RuntimeClaimsFailure.SigningKey },
        { "tls_key_sha256", "\"00\"", RuntimeClaimsFailure.TlsKey },
        { "tls_key_sha256", "7", RuntimeClaimsFailure.TlsKey },
        { "agreement_sha256", "null", RuntimeClaimsFailure.Agreement },
        { "nonce", "\"AAAA\"", RuntimeClaimsFailure.Nonce },
        { "nonce", "\"" + "A" + "\"", RuntimeClaimsFailure.Nonce },
        { "other", "1", RuntimeClaimsFailure.Members },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_member_of_another_shape_is_refused(string member, string json, RuntimeClaimsFailure reason) =>
        Refused(reason, claims => claims[member] = JsonNode.Parse(json));

    [Theory]
    [InlineData("keys")]
    [InlineData("signing_key")]
    [InlineData("tls_key_sha256")]
    [InlineData("agreement_sha256")]
    [InlineData("nonce")]
    public void An_absent_member_is_refused(string member) => Refused(RuntimeClaimsFailure.Members, claims => claims.Remove(member));

    [Fact]
    public void A_second_key_is_refused() =>
        Refused(RuntimeClaimsFailure.WrappingKey, claims => claims["keys"]!.AsArray().Add(claims["keys"]![0]!.DeepClone()));

    [Theory]
    [InlineData("[\"encrypt\",\"decrypt\"]")]
    [InlineData("[\"wrapKey\"]")]
    [InlineData("[]")]
    public void A_wrapping_key_with_other_operations_is_refused(string operations) =>
        Refused(RuntimeClaimsFailure.WrappingKey, claims => claims["keys"]![0]!["key_ops"] = JsonNode.Parse(operations));

    [Fact]
    public void A_wrapping_key_without_a_name_is_refused() =>
        Refused(RuntimeClaimsFailure.WrappingKey, claims => claims["keys"]![0]!.AsObject().Remove("kid"));

    [Fact]
    public void A_member_twice_is_refused()
    {
        string text = Encoding.UTF8.GetString(SimulatedEvidence.ValidClaims.Encoded.Span);
        byte[] twice = Encoding.UTF8.GetBytes("{\"nonce\":\"AAAA\"," + text[1..]);
        Assert.False(RuntimeClaims.TryParse(twice, out _, out RuntimeClaimsFailure failure));
        Assert.Equal(RuntimeClaimsFailure.Json, failure);
    }

    [Fact]
    public void A_nonce_of_another_length_is_a_callers_mistake() =>
        Assert.Throws<ArgumentException>(() => RuntimeClaims.Create(
            SimulatedEvidence.ValidClaims.WrappingKey, SimulatedEvidence.ValidClaims.SigningKey, default, default, new byte[15]));

    private static void Refused(RuntimeClaimsFailure reason, Action<JsonObject> change)
    {
        JsonObject claims = JsonNode.Parse(SimulatedEvidence.ValidClaims.Encoded.Span)!.AsObject();
        change(claims);
        Assert.False(RuntimeClaims.TryParse(Encoding.UTF8.GetBytes(claims.ToJsonString()), out RuntimeClaims? parsed, out RuntimeClaimsFailure failure));
        Assert.Null(parsed);
        Assert.Equal(reason, failure);
    }
}
