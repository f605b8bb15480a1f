namespace EnclaveCleanRoom.Cose.Tests.Shared;

/// <summary>Two endorsements of utility virtual machines as Microsoft signs them: PS384, three certificates, text labels.</summary>
public sealed class UvmEndorsementTests
{
    [Theory]
    [InlineData(false, 1_759_253_046)]
    [InlineData(true, 1_682_034_518)]
    public void A_real_endorsement_verifies_with_the_key_of_its_first_certificate(bool sidecar, long signedAt)
    {
        Assert.True(CoseSign1.TryDecode(Endorsement(sidecar), out CoseSign1? message, out _));

        Assert.Equal(CoseAlgorithm.PS384, message.Algorithm);
        Assert.Equal("application/json", message.Protected.ContentType);
        Assert.Equal(3, message.Protected.X5Chain.Count);
        Assert.Equal(-16, message.Protected.X5T!.HashAlgorithm);
        Assert.True(message.Protected.TryGetText("feed", out string? feed));
        Assert.Equal("ContainerPlat-AMD-UVM", feed);
        Assert.True(message.Protected.TryGetText("iss", out string? issuer));
        Assert.StartsWith("did:x509:0:sha256:", issuer, StringComparison.Ordinal);
        Assert.True(message.Protected.TryGetDate("signingtime", out DateTimeOffset signed));
        Assert.Equal(signedAt, signed.ToUnixTimeSeconds());
        Assert.True(CoseVerificationKey.TryFromCertificate(message.Protected.X5Chain[0].Span, out CoseVerificationKey? key));
        using CoseVerificationKey owned = key;
        Assert.Equal(CoseFailure.None, message.Verify(key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_real_endorsement_does_not_verify_with_the_key_of_its_issuer(bool sidecar)
    {
        Assert.True(CoseSign1.TryDecode(Endorsement(sidecar), out CoseSign1? message, out _));
        Assert.True(CoseVerificationKey.TryFromCertificate(message.Protected.X5Chain[1].Span, out CoseVerificationKey? key));
        using CoseVerificationKey owned = key;

        Assert.NotEqual(CoseFailure.None, message.Verify(key));
    }

    [Fact]
    public void A_changed_measurement_does_not_verify()
    {
        byte[] endorsement = Endorsement(sidecar: false);
        int at = endorsement.AsSpan().IndexOf("launchmeasurement"u8) + 25;
        endorsement[at] = endorsement[at] == (byte)'0' ? (byte)'1' : (byte)'0';

        Assert.True(CoseSign1.TryDecode(endorsement, out CoseSign1? message, out _));
        Assert.True(CoseVerificationKey.TryFromCertificate(message.Protected.X5Chain[0].Span, out CoseVerificationKey? key));
        using CoseVerificationKey owned = key;
        Assert.Equal(CoseFailure.SignatureMismatch, message.Verify(key));
    }

    private static byte[] Endorsement(bool sidecar) => sidecar
        ? Convert.FromBase64String(File.ReadAllText(
            SharedData.Require("vectors", "snp", "ms-sidecar-security-context", "reference-info-base64")))
        : File.ReadAllBytes(SharedData.Require(
            "vectors", "snp", "azure-cleanroom", "insecure-virtual", "encryption", "decoded.uvm_endorsement.cose"));
}
