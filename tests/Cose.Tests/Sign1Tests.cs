using System.Security.Cryptography;

namespace EnclaveCleanRoom.Cose.Tests;

public sealed class Sign1Tests
{
    private static readonly byte[] s_payload = "{\"rows\":3}"u8.ToArray();

    [Fact]
    public void What_was_signed_verifies_and_reads_back()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        CoseHeaderParameters parameters = new()
        {
            ContentType = "application/json",
            KeyId = new byte[] { 1, 2, 3 },
            Claims = new CwtClaims
            {
                Issuer = "publisher",
                Subject = "job",
                Audience = "instance",
                Expires = DateTimeOffset.FromUnixTimeSeconds(1_800_000_120),
                NotBefore = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
                IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_001),
                CwtId = new byte[16],
            },
            Texts = new Dictionary<string, string> { ["feed"] = "ContainerPlat", ["iss"] = "did:x509:0" },
            Dates = new Dictionary<string, DateTimeOffset> { ["signingtime"] = DateTimeOffset.FromUnixTimeSeconds(1_759_253_046) },
        };

        byte[] encoded = signer.Sign1(s_payload, parameters, "aad"u8);

        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out CoseFailure failure));
        Assert.Equal(CoseFailure.None, failure);
        Assert.Equal(CoseFailure.None, message.Verify(key, "aad"u8));
        Assert.Equal(CoseAlgorithm.ES384, message.Algorithm);
        Assert.Equal(s_payload, message.Payload!.Value.ToArray());
        Assert.Equal("application/json", message.Protected.ContentType);
        Assert.Equal(new byte[] { 1, 2, 3 }, message.Protected.KeyId!.Value.ToArray());
        Assert.Equal(parameters.Claims with { CwtId = null }, message.Protected.Claims! with { CwtId = null });
        Assert.Equal(new byte[16], message.Protected.Claims!.CwtId!.Value.ToArray());
        Assert.True(message.Protected.TryGetText("feed", out string? feed));
        Assert.Equal("ContainerPlat", feed);
        Assert.True(message.Protected.TryGetDate("signingtime", out DateTimeOffset signed));
        Assert.Equal(1_759_253_046, signed.ToUnixTimeSeconds());
        Assert.Equal(0, message.Unprotected.Count);
        Assert.Equal(encoded, message.Encoded.ToArray());
    }

    [Fact]
    public void Another_external_aad_does_not_verify()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = signer.Sign1(s_payload, CoseHeaderParameters.Empty, "aad"u8);

        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out _));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(key));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(key, "aae"u8));
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseSigner stranger = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(stranger);

        Assert.True(CoseSign1.TryDecode(signer.Sign1(s_payload, CoseHeaderParameters.Empty), out CoseSign1? message, out _));
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(key));
    }

    [Fact]
    public void A_detached_payload_verifies_only_when_it_is_given()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = signer.Sign1Detached(s_payload, CoseHeaderParameters.Empty);

        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out _));
        Assert.Null(message.Payload);
        Assert.Equal(CoseFailure.None, message.VerifyDetached(key, s_payload));
        Assert.Equal(CoseFailure.SignatureMismatch, message.VerifyDetached(key, "{\"rows\":4}"u8));
        Assert.Equal(CoseFailure.PayloadDetached, message.Verify(key));
    }

    [Fact]
    public void No_other_payload_can_be_put_in_the_place_of_an_embedded_one()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);

        Assert.True(CoseSign1.TryDecode(signer.Sign1(s_payload, CoseHeaderParameters.Empty), out CoseSign1? message, out _));
        Assert.Equal(CoseFailure.PayloadEmbedded, message.VerifyDetached(key, s_payload));
    }

    [Fact]
    public void Changing_the_callers_buffer_after_decoding_changes_nothing()
    {
        using CoseSigner signer = CoseSigner.Generate();
        using CoseVerificationKey key = TestKeys.PublicOf(signer);
        byte[] encoded = signer.Sign1(s_payload, CoseHeaderParameters.Empty);
        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out _));

        encoded.AsSpan().Clear();

        Assert.Equal(CoseFailure.None, message.Verify(key));
        Assert.Equal(s_payload, message.Payload!.Value.ToArray());
    }

    [Fact]
    public void A_chain_is_carried_with_the_hash_of_its_first_certificate()
    {
        using RSA rsa = RSA.Create(2048);
        using RSA exported = RSA.Create(rsa.ExportParameters(true));
        using CoseSigner signer = CoseSigner.FromRsa(exported);
        byte[] leaf = TestCertificates.SelfSigned(rsa, "CN=leaf");
        byte[] root = TestCertificates.SelfSigned(rsa, "CN=root");

        byte[] encoded = signer.Sign1(s_payload, new CoseHeaderParameters { X5Chain = [leaf, root] });

        Assert.True(CoseSign1.TryDecode(encoded, out CoseSign1? message, out _));
        Assert.Equal(CoseAlgorithm.PS384, message.Algorithm);
        Assert.Equal([leaf, root], message.Protected.X5Chain.Select(certificate => certificate.ToArray()));
        Assert.Equal(SHA256.HashData(leaf), message.Protected.X5T!.Value.ToArray());
        Assert.True(CoseVerificationKey.TryFromCertificate(message.Protected.X5Chain[0].Span, out CoseVerificationKey? key));
        using CoseVerificationKey owned = key;
        Assert.Equal(CoseFailure.None, message.Verify(key));
    }
}
