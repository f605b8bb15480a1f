using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Decides whether a report is genuine: signed by an endorsement key of the chip and firmware that it names, whose certificate
/// chains to a pinned root.
/// </summary>
/// <remarks>
/// Steps, in the order of the code: 1 the root is pinned; 2 each certificate fits its role; 3 signatures root → signing key →
/// endorsement key; 4 validity times; 5 one processor line; 6 the kind of key; 7 TCB versions; 8 the chip; 9 the report's own
/// signature. Revocation lists are not consulted: a pinned root and a TCB floor take their place here.
/// Source: AMD publications 56860 and 57230.
/// </remarks>
public static class SnpVerifier
{
    /// <summary>Authenticates a report.</summary>
    /// <param name="report">The report as parsed.</param>
    /// <param name="chain">The certificates that came with it.</param>
    /// <param name="anchors">The roots that are trusted; each is named by its certificate's SHA-256.</param>
    /// <param name="at">The time at which the certificates must be valid.</param>
    /// <param name="genuine">The report as genuine.</param>
    /// <param name="failure">Why it is not.</param>
    public static bool TryAuthenticate(
        SnpReport report,
        CertificateChain chain,
        IReadOnlyList<HardwareAnchor> anchors,
        DateTimeOffset at,
        [NotNullWhen(true)] out GenuineReport? genuine,
        out SnpAuthenticationFailure failure)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(anchors);
        genuine = null;

        HardwareAnchor? anchor = anchors.FirstOrDefault(candidate => candidate.RootFingerprint == chain.RootFingerprint);
        if (anchor is null)
        {
            failure = chain.Root.SaysSimulated
                ? SnpAuthenticationFailure.SimulatedRoot
                : SnpAuthenticationFailure.RootNotTrusted;
            return false;
        }

        failure = CheckChain(chain, at);
        if (failure != SnpAuthenticationFailure.None)
        {
            return false;
        }

        failure = CheckBinding(report, chain.EndorsementKey, anchor.Product, out ReportTcb? tcb);
        if (failure != SnpAuthenticationFailure.None)
        {
            return false;
        }

        failure = SnpAuthenticationFailure.ReportSignature;
        if (!IsSignedBy(report, chain.Leaf))
        {
            return false;
        }

        genuine = new GenuineReport(report, anchor, tcb!, chain.EndorsementKey.ProviderId);
        failure = SnpAuthenticationFailure.None;
        return true;
    }

    private static SnpAuthenticationFailure CheckChain(CertificateChain chain, DateTimeOffset at)
    {
        if (!AmdCertificateProfile.IsAuthority(chain.Root, authoritiesBelow: 1) || !AmdCertificateProfile.IsAuthority(chain.Intermediate)
            || !AmdCertificateProfile.IsEndorsementKey(chain.Leaf))
        {
            return SnpAuthenticationFailure.CertificateProfile;
        }

        if (!chain.Root.IsIssuedBy(chain.Root))
        {
            return SnpAuthenticationFailure.RootSignature;
        }

        if (!chain.Intermediate.IsIssuedBy(chain.Root))
        {
            return SnpAuthenticationFailure.IntermediateSignature;
        }

        if (!chain.Leaf.IsIssuedBy(chain.Intermediate))
        {
            return SnpAuthenticationFailure.LeafSignature;
        }

        CertificateDer[] all = [chain.Root, chain.Intermediate, chain.Leaf];
        if (Array.Exists(all, certificate => at < certificate.NotBefore))
        {
            return SnpAuthenticationFailure.CertificateNotYetValid;
        }

        return Array.Exists(all, certificate => at > certificate.NotAfter)
            ? SnpAuthenticationFailure.CertificateExpired
            : SnpAuthenticationFailure.None;
    }

    private static SnpAuthenticationFailure CheckBinding(
        SnpReport report, EndorsementKey key, SnpProduct product, out ReportTcb? tcb)
    {
        tcb = null;
        if (!key.IsFor(product) || (report.Product is SnpProduct stated && stated != product))
        {
            return SnpAuthenticationFailure.ProductMismatch;
        }

        if (report.SigningKey == SnpSigningKey.None)
        {
            return SnpAuthenticationFailure.NotSigned;
        }

        // A platform that masks its chip key cannot have signed with it.
        if (report.SigningKey != key.Kind || (report.MasksChipKey && key.Kind == SnpSigningKey.Vcek))
        {
            return SnpAuthenticationFailure.KeyKind;
        }

        if (!ReportTcb.TryDecode(report, product, out tcb))
        {
            return SnpAuthenticationFailure.TcbLayout;
        }

        if (tcb.Reported != key.Tcb)
        {
            return SnpAuthenticationFailure.TcbMismatch;
        }

        return key.Kind == SnpSigningKey.Vcek && !IsChip(report.ChipId, key.HardwareId.Span)
            ? SnpAuthenticationFailure.ChipMismatch
            : SnpAuthenticationFailure.None;
    }

    // Turin's identifier is 8 bytes, which the report pads with zeros to 64. An identifier of zeros names no chip.
    private static bool IsChip(ReadOnlySpan<byte> chipId, ReadOnlySpan<byte> hardwareId) =>
        chipId[..hardwareId.Length].SequenceEqual(hardwareId)
        && !chipId[hardwareId.Length..].ContainsAnyExcept((byte)0)
        && hardwareId.ContainsAnyExcept((byte)0);

    private static bool IsSignedBy(SnpReport report, CertificateDer leaf)
    {
        if (!leaf.TryGetEcdsa(out ECDsa? key))
        {
            return false;
        }

        using (key)
        {
            return key.VerifyData(
                report.SignedBytes, report.SignatureP1363(), HashAlgorithmName.SHA384, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
