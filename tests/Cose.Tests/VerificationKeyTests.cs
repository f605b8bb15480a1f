using System.Security.Cryptography;
using EnclaveCleanRoom.Cose.Tests.Vectors;

namespace EnclaveCleanRoom.Cose.Tests;

public sealed class VerificationKeyTests
{
    [Theory]
    [InlineData(CoseAlgorithm.PS256)]
    [InlineData(CoseAlgorithm.PS384)]
    [InlineData(CoseAlgorithm.PS512)]
    public void Each_size_of_RSASSA_PSS_verifies_only_under_its_own_name(CoseAlgorithm algorithm)
    {
        using RSA rsa = VectorKeys.Rsa();
        using CoseVerificationKey key = CoseVerificationKey.FromRsa(rsa);
        byte[] message = [1, 2, 3];
        HashAlgorithmName hash = new("SHA" + algorithm.ToString()[2..]);
        byte[] signature = rsa.SignData(message, hash, RSASignaturePadding.Pss);

        foreach (CoseAlgorithm candidate in Enum.GetValues<CoseAlgorithm>())
        {
            CoseFailure expected = candidate == algorithm ? CoseFailure.None
                : candidate.ToString().StartsWith("PS", StringComparison.Ordinal) ? CoseFailure.SignatureMismatch
                : CoseFailure.KeyAlgorithmMismatch;
            Assert.Equal(expected, key.Verify(candidate, message, signature));
        }
    }

    [Fact]
    public void A_signature_with_the_older_RSA_padding_is_none()
    {
        using RSA rsa = VectorKeys.Rsa();
        using CoseVerificationKey key = CoseVerificationKey.FromRsa(rsa);
        byte[] signature = rsa.SignData([1], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        Assert.Equal(CoseFailure.SignatureMismatch, key.Verify(CoseAlgorithm.PS256, [1], signature));
    }

    [Fact]
    public void A_small_RSA_key_is_outside_the_profile()
    {
        using RSA rsa = RSA.Create(1024);

        Assert.False(CoseVerificationKey.TryFromSubjectPublicKeyInfo(rsa.ExportSubjectPublicKeyInfo(), out _));
        Assert.Throws<ArgumentException>(() => CoseVerificationKey.FromRsa(rsa));
    }

    [Fact]
    public void A_curve_outside_the_profile_is_refused()
    {
        using ECDsa ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp256k1"));

        Assert.False(CoseVerificationKey.TryFromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo(), out _));
    }

    [Fact]
    public void Trailing_or_changed_bytes_are_no_key()
    {
        using ECDsa ecdsa = VectorKeys.Ecdsa("p384");
        byte[] key = ecdsa.ExportSubjectPublicKeyInfo();
        byte[] offCurve = [.. key];
        offCurve[^1] ^= 1;

        Assert.False(CoseVerificationKey.TryFromSubjectPublicKeyInfo([.. key, 0], out _));
        Assert.False(CoseVerificationKey.TryFromSubjectPublicKeyInfo(offCurve, out _));
        Assert.False(CoseVerificationKey.TryFromSubjectPublicKeyInfo([], out _));
        Assert.False(CoseVerificationKey.TryFromCertificate(key, out _));
        Assert.False(CoseVerificationKey.TryFromCertificate([], out _));
    }

    [Fact]
    public void A_signer_lies_on_P384_or_is_a_large_RSA_key()
    {
        using ECDsa p256 = VectorKeys.Ecdsa("p256");
        using RSA small = RSA.Create(1024);

        Assert.Throws<ArgumentException>(() => CoseSigner.FromEcdsa(p256));
        Assert.Throws<ArgumentException>(() => CoseSigner.FromRsa(small));
    }
}
