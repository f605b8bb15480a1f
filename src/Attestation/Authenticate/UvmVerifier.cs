using System.Diagnostics.CodeAnalysis;
using EnclaveCleanRoom.Cose;

namespace EnclaveCleanRoom.Attestation;

/// <summary>Decides whether an endorsement of a launch measurement is its publisher's.</summary>
/// <remarks>
/// Validity times of the signer's chain are deliberately not looked at: they bound when releases are signed, not for how long a
/// release may run, and the signers of releases in use have expired. A release that should no longer run is kept out by the
/// minimum security version number. Source: Microsoft's confidential ACI scheme; did:x509 method specification.
/// </remarks>
public static class UvmVerifier
{
    /// <summary>Authenticates an endorsement.</summary>
    /// <param name="endorsement">The endorsement as parsed.</param>
    /// <param name="anchors">The publishers that are trusted.</param>
    /// <param name="genuine">The endorsement as genuine.</param>
    /// <param name="failure">Why it is not.</param>
    public static bool TryAuthenticate(
        UvmEndorsement endorsement,
        IReadOnlyList<UvmAnchor> anchors,
        [NotNullWhen(true)] out GenuineEndorsement? genuine,
        out UvmAuthenticationFailure failure)
    {
        ArgumentNullException.ThrowIfNull(endorsement);
        ArgumentNullException.ThrowIfNull(anchors);
        genuine = null;
        CertificateDer leaf = endorsement.Chain[0];
        CertificateDer root = endorsement.Chain[^1];

        List<UvmAnchor> issuers = [.. anchors.Where(candidate => candidate.Did == endorsement.Issuer)];
        UvmAnchor? anchor = issuers.Find(candidate => candidate.Feed == endorsement.Feed);
        if (anchor is null)
        {
            failure = issuers.Count > 0 ? UvmAuthenticationFailure.FeedNotTrusted
                : root.SaysSimulated ? UvmAuthenticationFailure.SimulatedRoot
                : UvmAuthenticationFailure.IssuerNotTrusted;
            return false;
        }

        failure = UvmAuthenticationFailure.Root;
        if (root.Fingerprint != anchor.RootFingerprint)
        {
            return false;
        }

        failure = UvmAuthenticationFailure.Chain;
        if (!IsChain(endorsement.Chain))
        {
            return false;
        }

        failure = UvmAuthenticationFailure.ExtendedKeyUsage;
        if (!CertificateConstraints.HasExtendedKeyUsage(leaf, anchor.ExtendedKeyUsage))
        {
            return false;
        }

        failure = UvmAuthenticationFailure.Signature;
        if (!IsSignedBy(endorsement.Message, leaf))
        {
            return false;
        }

        genuine = new GenuineEndorsement(endorsement, anchor);
        failure = UvmAuthenticationFailure.None;
        return true;
    }

    private static bool IsChain(IReadOnlyList<CertificateDer> chain)
    {
        if (CertificateConstraints.IsCertificateAuthority(chain[0]) || !chain[^1].IsIssuedBy(chain[^1]))
        {
            return false;
        }

        for (int i = 1; i < chain.Count; i++)
        {
            if (!CertificateConstraints.IsCertificateAuthority(chain[i], authoritiesBelow: i - 1) || !chain[i - 1].IsIssuedBy(chain[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSignedBy(CoseSign1 message, CertificateDer leaf)
    {
        if (!CoseVerificationKey.TryFromSubjectPublicKeyInfo(leaf.PublicKey.Span, out CoseVerificationKey? key))
        {
            return false;
        }

        using (key)
        {
            return message.Verify(key) == CoseFailure.None;
        }
    }
}
