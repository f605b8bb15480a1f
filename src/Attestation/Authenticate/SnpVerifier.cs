using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// Decides whether a report is genuine: signed by an endorsement key of the chip and firmware that it names, whose certificate
/// chains to a pinned root.
/// </summary>
/// <remarks>
/// Steps, in the order of <see cref="SnpAuthentication"/>: 1 the root is pinned; 2 each certificate fits its role; 3 signatures
/// root → signing key → endorsement key; 4 validity times; 5 one processor line; 6 the kind of key; 7 TCB versions; 8 the chip;
/// 9 the report's own signature. All are run; the first that does not hold is named. Revocation lists are not consulted: a pinned root and a TCB floor take their place here.
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
        SnpAuthentication authentication = SnpAuthentication.Run(report, chain, anchors, at);
        failure = authentication.Failure;
        genuine = authentication.IsGenuine ? authentication.ToGenuineReport() : null;
        return genuine is not null;
    }
}
