using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>What the certificates of AMD's chains look like: anything else is refused even where its signature is right.</summary>
/// <remarks>Source: AMD publication 57230, chapter 3.</remarks>
internal static class AmdCertificateProfile
{
    private const int AuthorityKeyBits = 4096;
    private const string P384 = "1.3.132.0.34";

    /// <summary>A root or signing key: RSA-4096, signed with RSASSA-PSS SHA-384, a CA that may sign certificates.</summary>
    public static bool IsAuthority(CertificateDer certificate, int authoritiesBelow = 0)
    {
        if (certificate.Scheme != CertificateSignatureScheme.PssSha384 || HasUnknownCriticalExtension(certificate)
            || !CertificateConstraints.IsCertificateAuthority(certificate, authoritiesBelow) || !certificate.TryGetRsa(out RSA? key))
        {
            return false;
        }

        using (key)
        {
            return key.KeySize == AuthorityKeyBits;
        }
    }

    /// <summary>An endorsement key: elliptic curve P-384, signed with RSASSA-PSS SHA-384, and no CA.</summary>
    public static bool IsEndorsementKey(CertificateDer certificate)
    {
        if (certificate.Scheme != CertificateSignatureScheme.PssSha384 || HasUnknownCriticalExtension(certificate)
            || CertificateConstraints.IsCertificateAuthority(certificate) || !TryGetP384(certificate, out ECDsa? key))
        {
            return false;
        }

        key.Dispose();
        return true;
    }

    /// <summary>The certificate's key on P-384, for the caller to dispose; false when it has another.</summary>
    public static bool TryGetP384(CertificateDer certificate, [NotNullWhen(true)] out ECDsa? key)
    {
        if (!certificate.TryGetEcdsa(out key))
        {
            return false;
        }

        if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P384)
        {
            return true;
        }

        key.Dispose();
        key = null;
        return false;
    }

    private static bool HasUnknownCriticalExtension(CertificateDer certificate) =>
        certificate.Extensions.Any(extension => extension.Value.IsCritical
            && extension.Key is not (CertificateOids.BasicConstraints or CertificateOids.KeyUsage));
}
