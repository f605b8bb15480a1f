using System.Globalization;

namespace EnclaveCleanRoom.Attestation;

/// <summary>The links from a pinned root to the endorsement key: who signed whom, and as what.</summary>
internal static class ChainLinks
{
    private const string Profile = "RSA-4096 that may sign certificates, signed RSASSA-PSS with SHA-384";
    private const string LeafProfile = "P-384 that may not sign certificates, signed RSASSA-PSS with SHA-384";

    /// <summary>The root must be a pinned one, and one that says SIMULATED must be pinned under a name that says it too.</summary>
    public static SnpAuthenticationStep Root(CertificateChain chain, HardwareAnchor? anchor, IReadOnlyList<HardwareAnchor> anchors) => new(
        chain.Root.SaysSimulated ? SnpAuthenticationFailure.SimulatedRoot : SnpAuthenticationFailure.RootNotTrusted,
        "chain.root",
        anchors.Count == 0 ? "nothing: no root is trusted" : "one of " + string.Join(", ", anchors.Select(a => $"{a.Name} {a.RootFingerprint}")),
        anchor is null || IsDisguised(chain, anchor) ? $"'{chain.Root.CommonName}' {chain.RootFingerprint}" : $"{anchor.Name} {chain.RootFingerprint}",
        anchor is not null && !IsDisguised(chain, anchor));

    private static bool IsDisguised(CertificateChain chain, HardwareAnchor anchor) => chain.Root.SaysSimulated && !anchor.SaysSimulated;

    /// <summary>Each certificate fits its role, is signed by the one above it, and is within its time.</summary>
    public static IEnumerable<SnpAuthenticationStep> Run(CertificateChain chain, DateTimeOffset at) =>
    [
        Fits("chain.root.profile", Profile, AmdCertificateProfile.IsAuthority(chain.Root, authoritiesBelow: 1)),
        Fits("chain.intermediate.profile", Profile, AmdCertificateProfile.IsAuthority(chain.Intermediate)),
        Fits("chain.leaf.profile", LeafProfile, AmdCertificateProfile.IsEndorsementKey(chain.Leaf)),
        Signed(SnpAuthenticationFailure.RootSignature, "chain.root.signature", chain.Root, chain.Root),
        Signed(SnpAuthenticationFailure.IntermediateSignature, "chain.intermediate.signature", chain.Intermediate, chain.Root),
        Signed(SnpAuthenticationFailure.LeafSignature, "chain.leaf.signature", chain.Leaf, chain.Intermediate),
        Valid("chain.root.validity", chain.Root, at),
        Valid("chain.intermediate.validity", chain.Intermediate, at),
        Valid("chain.leaf.validity", chain.Leaf, at),
    ];

    private static SnpAuthenticationStep Fits(string claim, string wanted, bool holds) =>
        new(SnpAuthenticationFailure.CertificateProfile, claim, wanted, holds ? "such a certificate" : "another kind of certificate", holds);

    private static SnpAuthenticationStep Signed(SnpAuthenticationFailure failure, string claim, CertificateDer certificate, CertificateDer issuer)
    {
        bool holds = certificate.IsIssuedBy(issuer);
        bool isNamed = certificate.Issuer.Span.SequenceEqual(issuer.Subject.Span);
        string found = holds ? $"'{certificate.CommonName}' signed by '{issuer.CommonName}'"
            : isNamed ? $"'{certificate.CommonName}' with a signature that '{issuer.CommonName}' did not make"
            : $"'{certificate.CommonName}', which names '{certificate.IssuerCommonName}' as its issuer";
        return new SnpAuthenticationStep(failure, claim, $"signed by '{issuer.CommonName}'", found, holds);
    }

    private static SnpAuthenticationStep Valid(string claim, CertificateDer certificate, DateTimeOffset at) => new(
        at < certificate.NotBefore ? SnpAuthenticationFailure.CertificateNotYetValid : SnpAuthenticationFailure.CertificateExpired,
        claim,
        $"valid at {Text(at)}",
        $"valid {Text(certificate.NotBefore)} to {Text(certificate.NotAfter)}",
        certificate.IsValidAt(at));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
