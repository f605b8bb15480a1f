using System.Diagnostics.CodeAnalysis;

namespace EnclaveCleanRoom.Attestation;

/// <summary>
/// The verifier: turns parsed evidence into an <see cref="AttestationResult"/>, or into a report that says for each check what
/// was wanted, what was found and whose rule it is.
/// </summary>
/// <remarks>
/// 1 authenticate the report to the hardware roots; 2 authenticate the utility VM's endorsement; 3 appraise the guest, its
/// firmware, and what binds the parts together. What is not genuine is not appraised: there is no value to hold that could be.
/// Roles as in RFC 9334.
/// </remarks>
public static class Appraiser
{
    /// <summary>Appraises evidence.</summary>
    /// <param name="evidence">The evidence as parsed.</param>
    /// <param name="anchors">Whom to believe.</param>
    /// <param name="values">What is acceptable.</param>
    /// <param name="agreement">The agreement that the instance must serve.</param>
    /// <param name="nonce">The nonce that it must answer.</param>
    /// <param name="at">The time at which the hardware's certificates must be valid.</param>
    /// <param name="result">The instance as acceptable.</param>
    /// <param name="report">Every check, whatever the outcome.</param>
    public static bool TryAppraise(
        Evidence evidence,
        TrustAnchors anchors,
        ReferenceValues values,
        Digest256 agreement,
        ExpectedNonce nonce,
        DateTimeOffset at,
        [NotNullWhen(true)] out AttestationResult? result,
        out AppraisalReport report)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(nonce);
        AppraisalChecklist list = new();

        GenuineReport? genuine = Authenticate(list, evidence, anchors, at);
        GenuineEndorsement? endorsement = Authenticate(list, evidence.Endorsement, anchors);
        if (genuine is not null)
        {
            ReportChecks.Run(list, genuine, values);
            BindingChecks.RunClaims(list, genuine, evidence.RuntimeClaims, agreement, nonce, values);
        }

        if (genuine is not null && endorsement is not null)
        {
            BindingChecks.RunEndorsement(list, genuine, endorsement, values);
        }

        report = list.ToReport();
        result = report.Verdict == AppraisalVerdict.Acceptable
            ? new AttestationResult(evidence, genuine!, endorsement!, report, at)
            : null;
        return result is not null;
    }

    private static GenuineReport? Authenticate(AppraisalChecklist list, Evidence evidence, TrustAnchors anchors, DateTimeOffset at)
    {
        bool isGenuine = SnpVerifier.TryAuthenticate(
            evidence.Report, evidence.Chain, anchors.Hardware, at, out GenuineReport? genuine, out SnpAuthenticationFailure failure);
        list.Authenticated(
            "report",
            "signed by a key that chains to " + string.Join(", ", anchors.Hardware.Select(anchor => anchor.Name)),
            isGenuine ? $"signed, chain ends in {genuine!.Anchor.Name}" : $"{failure} (root {evidence.Chain.RootFingerprint})",
            isGenuine,
            PolicyNames.Hardware);
        return genuine;
    }

    private static GenuineEndorsement? Authenticate(AppraisalChecklist list, UvmEndorsement endorsement, TrustAnchors anchors)
    {
        bool isGenuine = UvmVerifier.TryAuthenticate(
            endorsement, anchors.UtilityVms, out GenuineEndorsement? genuine, out UvmAuthenticationFailure failure);
        list.Authenticated(
            "uvm.endorsement",
            "signed by " + string.Join(", ", anchors.UtilityVms.Select(anchor => $"{anchor.Did} in feed {anchor.Feed}")),
            isGenuine ? $"signed, SVN {genuine!.Svn}" : $"{failure} (issuer {endorsement.Issuer}, feed {endorsement.Feed})",
            isGenuine,
            PolicyNames.UtilityVm);
        return genuine;
    }
}
