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
        GenuineEndorsement? endorsement = EndorsementChecks.Authenticate(list, evidence.Endorsement, anchors.UtilityVms);
        if (genuine is not null)
        {
            ReportChecks.Run(list, genuine, values);
            BindingChecks.RunClaims(list, genuine, evidence.RuntimeClaims, agreement, nonce, values);
        }

        if (genuine is not null && endorsement is not null)
        {
            BindingChecks.RunEndorsement(list, genuine, endorsement, values.MinimumUvmSvn, values.Owner);
        }

        report = list.ToReport();
        result = report.Verdict == AppraisalVerdict.Acceptable
            ? new AttestationResult(evidence, genuine!, endorsement!, report, at)
            : null;
        return result is not null;
    }

    private static GenuineReport? Authenticate(AppraisalChecklist list, Evidence evidence, TrustAnchors anchors, DateTimeOffset at)
    {
        SnpAuthentication authentication = SnpAuthentication.Run(evidence.Report, evidence.Chain, anchors.Hardware, at);
        SnpAuthenticationStep? broken = authentication.Steps.FirstOrDefault(step => !step.Holds);
        GenuineReport? genuine = broken is null ? authentication.ToGenuineReport() : null;
        list.Authenticated(
            "report",
            "signed by a key that chains to " + string.Join(", ", anchors.Hardware.Select(anchor => anchor.Name)),
            broken is null
                ? $"signed, chain ends in {genuine!.Anchor.Name}"
                : $"{broken.Failure} (root {evidence.Chain.RootFingerprint}; {broken.Claim}: wanted {broken.Wanted}; found {broken.Found})",
            broken is null,
            PolicyNames.Hardware);
        return genuine;
    }
}
