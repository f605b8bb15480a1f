using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Puts the certificates of a file into chains, one for each endorsement key among them. More than three may lie there: the
/// signing keys for VCEK and VLEK together, or the leaf of another firmware. Names and signatures only choose here; what the
/// chosen chain is worth is decided by <see cref="SnpAuthentication"/>.
/// </summary>
internal static class CertificateChoice
{
    /// <summary>Finds the chains.</summary>
    /// <param name="encoded">Certificates in DER, in any order.</param>
    /// <param name="chains">At least one chain.</param>
    /// <param name="failure">Why there is none.</param>
    public static bool TryChoose(
        IEnumerable<byte[]> encoded, [NotNullWhen(true)] out IReadOnlyList<CertificateChain>? chains, out CertificateChainFailure failure)
    {
        chains = null;
        List<CertificateDer> certificates = [];
        bool hasForeign = false;
        foreach (byte[] der in encoded.DistinctBy(Digest256Of))
        {
            if (CertificateDer.TryParse(der, out CertificateDer? certificate))
            {
                certificates.Add(certificate);
            }
            else if (IsCertificate(der))
            {
                hasForeign = true;
            }
            else
            {
                failure = CertificateChainFailure.Certificate;
                return false;
            }
        }

        return TryChoose(certificates, hasForeign, out chains, out failure);
    }

    private static bool TryChoose(
        List<CertificateDer> certificates, bool hasForeign, [NotNullWhen(true)] out IReadOnlyList<CertificateChain>? chains, out CertificateChainFailure failure)
    {
        chains = null;
        List<CertificateDer> leaves = certificates.FindAll(certificate => certificate.KeyAlgorithm == CertificateOids.EcKey);
        List<CertificateDer> roots = certificates.FindAll(certificate => IsRsa(certificate) && certificate.IsSelfIssued);
        List<CertificateDer> between = certificates.FindAll(certificate => IsRsa(certificate) && !certificate.IsSelfIssued);
        if (leaves.Count == 0 || roots.Count == 0 || between.Count == 0)
        {
            failure = hasForeign || leaves.Exists(leaf => !EndorsementKey.TryRead(leaf, out _)) ? CertificateChainFailure.Foreign : CertificateChainFailure.Count;
            return false;
        }

        List<CertificateChain> found = [];
        foreach (CertificateDer leaf in leaves)
        {
            if (EndorsementKey.TryRead(leaf, out EndorsementKey? key))
            {
                CertificateDer intermediate = IssuerOf(leaf, between);
                found.Add(new CertificateChain(leaf, intermediate, IssuerOf(intermediate, roots), key));
            }
        }

        failure = found.Count > 0 ? CertificateChainFailure.None : CertificateChainFailure.EndorsementKey;
        chains = found.Count > 0 ? found : null;
        return chains is not null;
    }

    // The one that signed it; else the one with the right name, so that the wrong signature is what is told; else any.
    private static CertificateDer IssuerOf(CertificateDer certificate, List<CertificateDer> candidates) =>
        candidates.Find(certificate.IsIssuedBy)
        ?? candidates.Find(candidate => candidate.Subject.Span.SequenceEqual(certificate.Issuer.Span))
        ?? candidates[0];

    private static bool IsRsa(CertificateDer certificate) => certificate.KeyAlgorithm == CertificateOids.RsaKey;

    private static Digest256 Digest256Of(byte[] der) => Digest256.Of(der);

    // A certificate of a kind that no chain of AMD's holds is not damage: it is the wrong certificate.
    private static bool IsCertificate(byte[] der)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
