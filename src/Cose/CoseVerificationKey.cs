using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EnclaveCleanRoom.Cose.Signing;

namespace EnclaveCleanRoom.Cose;

/// <summary>
/// A public key that verifies COSE signatures: ECDSA on P-256, P-384 or P-521, or RSA of 2048 to 8192 bits (RSASSA-PSS).
/// The key decides which algorithms it verifies; a message that names another is refused before any arithmetic.
/// </summary>
public sealed class CoseVerificationKey : IDisposable
{
    private readonly ECDsa? _ecdsa;
    private readonly RSA? _rsa;
    private readonly CoseAlgorithm? _ecdsaAlgorithm;

    private CoseVerificationKey(ECDsa ecdsa, CoseAlgorithm algorithm) => (_ecdsa, _ecdsaAlgorithm) = (ecdsa, algorithm);

    private CoseVerificationKey(RSA rsa) => _rsa = rsa;

    /// <summary>Reads a DER-encoded SubjectPublicKeyInfo from an untrusted source.</summary>
    /// <param name="subjectPublicKeyInfo">The DER encoding, without trailing bytes.</param>
    /// <param name="key">The key, to be disposed by the caller; null when the method returns false.</param>
    /// <returns>False when the bytes are no public key or the key's type, curve or size is outside the profile.</returns>
    public static bool TryFromSubjectPublicKeyInfo(
        ReadOnlySpan<byte> subjectPublicKeyInfo, [NotNullWhen(true)] out CoseVerificationKey? key) =>
        TryEcdsa(subjectPublicKeyInfo, out key) || TryRsa(subjectPublicKeyInfo, out key);

    /// <summary>Takes the public key of a DER-encoded certificate from an untrusted source. The certificate is not judged.</summary>
    /// <param name="certificate">The DER encoding, for example the first element of an <c>x5chain</c>.</param>
    /// <param name="key">The key, to be disposed by the caller; null when the method returns false.</param>
    /// <returns>False when the bytes are no certificate or its key is outside the profile.</returns>
    public static bool TryFromCertificate(ReadOnlySpan<byte> certificate, [NotNullWhen(true)] out CoseVerificationKey? key)
    {
        key = null;
        try
        {
            using X509Certificate2 parsed = X509CertificateLoader.LoadCertificate(certificate);
            return TryFromSubjectPublicKeyInfo(parsed.PublicKey.ExportSubjectPublicKeyInfo(), out key);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Reads a DER-encoded SubjectPublicKeyInfo that the caller knows to be within the profile.</summary>
    /// <param name="subjectPublicKeyInfo">The DER encoding, without trailing bytes.</param>
    /// <exception cref="ArgumentException">The bytes are no public key of the profile.</exception>
    public static CoseVerificationKey FromSubjectPublicKeyInfo(ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        TryFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out CoseVerificationKey? key)
            ? key
            : throw new ArgumentException("Not a public key of the profile.", nameof(subjectPublicKeyInfo));

    /// <summary>Takes the public key of a certificate. The certificate is not judged.</summary>
    /// <param name="certificate">A certificate whose key is within the profile.</param>
    /// <exception cref="ArgumentException">The certificate's key is outside the profile.</exception>
    public static CoseVerificationKey FromCertificate(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return FromSubjectPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Copies the public half of an ECDSA key.</summary>
    /// <param name="ecdsa">A key on P-256, P-384 or P-521; it stays the caller's.</param>
    /// <exception cref="ArgumentException">The key lies on another curve.</exception>
    public static CoseVerificationKey FromEcdsa(ECDsa ecdsa)
    {
        ArgumentNullException.ThrowIfNull(ecdsa);
        return FromSubjectPublicKeyInfo(ecdsa.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Copies the public half of an RSA key.</summary>
    /// <param name="rsa">A key of 2048 to 8192 bits; it stays the caller's.</param>
    /// <exception cref="ArgumentException">The key has another size.</exception>
    public static CoseVerificationKey FromRsa(RSA rsa)
    {
        ArgumentNullException.ThrowIfNull(rsa);
        return FromSubjectPublicKeyInfo(rsa.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Exports the DER-encoded SubjectPublicKeyInfo.</summary>
    public byte[] ExportSubjectPublicKeyInfo() => _ecdsa?.ExportSubjectPublicKeyInfo() ?? _rsa!.ExportSubjectPublicKeyInfo();

    /// <summary>Releases the key.</summary>
    public void Dispose()
    {
        _ecdsa?.Dispose();
        _rsa?.Dispose();
    }

    internal CoseFailure Verify(CoseAlgorithm algorithm, ReadOnlySpan<byte> signedBytes, ReadOnlySpan<byte> signature)
    {
        bool fits = _ecdsa is not null ? algorithm == _ecdsaAlgorithm : AlgorithmParameters.IsPss(algorithm);
        if (!fits)
        {
            return CoseFailure.KeyAlgorithmMismatch;
        }

        int size = _ecdsa is not null
            ? _ecdsa.GetMaxSignatureSize(DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            : (_rsa!.KeySize + 7) / 8;
        if (signature.Length != size)
        {
            return CoseFailure.WrongSignatureLength;
        }

        HashAlgorithmName hash = AlgorithmParameters.Hash(algorithm);
        bool verified = _ecdsa?.VerifyData(signedBytes, signature, hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ?? _rsa!.VerifyData(signedBytes, signature, hash, RSASignaturePadding.Pss);
        return verified ? CoseFailure.None : CoseFailure.SignatureMismatch;
    }

    private static bool TryEcdsa(ReadOnlySpan<byte> subjectPublicKeyInfo, [NotNullWhen(true)] out CoseVerificationKey? key)
    {
        key = null;
        ECDsa ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out int read);
            if (read == subjectPublicKeyInfo.Length &&
                AlgorithmParameters.OfCurve(ecdsa.ExportParameters(false).Curve) is CoseAlgorithm algorithm)
            {
                key = new CoseVerificationKey(ecdsa, algorithm);
            }
        }
        catch (CryptographicException)
        {
            // Not an EC key, or not a point on its curve: the caller is told by the result.
        }

        if (key is null)
        {
            ecdsa.Dispose();
        }

        return key is not null;
    }

    private static bool TryRsa(ReadOnlySpan<byte> subjectPublicKeyInfo, [NotNullWhen(true)] out CoseVerificationKey? key)
    {
        key = null;
        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out int read);
            if (read == subjectPublicKeyInfo.Length && AlgorithmParameters.IsRsaSize(rsa.KeySize))
            {
                key = new CoseVerificationKey(rsa);
            }
        }
        catch (CryptographicException)
        {
            // Not an RSA key: the caller is told by the result.
        }

        if (key is null)
        {
            rsa.Dispose();
        }

        return key is not null;
    }
}
