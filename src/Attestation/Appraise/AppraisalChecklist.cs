namespace EnclaveCleanRoom.Attestation;

/// <summary>Collects checks as they are run; nothing stops at the first that fails.</summary>
internal sealed class AppraisalChecklist
{
    private readonly List<AppraisalCheck> _checks = [];

    /// <summary>True when a check of this step was not satisfied.</summary>
    public bool HasRefusal(AppraisalStep step) => _checks.Exists(check => check.Step == step && !check.IsSatisfied);

    public void Read(string claim, string wanted, string found, bool isSatisfied) =>
        _checks.Add(new AppraisalCheck(AppraisalStep.Parse, claim, wanted, found, isSatisfied, PolicyNames.Project));

    public void Authenticated(string claim, string wanted, string found, bool isSatisfied, string policy) =>
        _checks.Add(new AppraisalCheck(AppraisalStep.Authenticate, claim, wanted, found, isSatisfied, policy));

    public void Appraised(string claim, string wanted, string found, bool isSatisfied, string policy) =>
        _checks.Add(new AppraisalCheck(AppraisalStep.Appraise, claim, wanted, found, isSatisfied, policy));

    public void AppraisedEqual(string claim, string wanted, string found, string policy) =>
        Appraised(claim, wanted, found, wanted == found, policy);

    public AppraisalReport ToReport()
    {
        AppraisalVerdict verdict = HasRefusal(AppraisalStep.Authenticate) ? AppraisalVerdict.Forged
            : HasRefusal(AppraisalStep.Parse) ? AppraisalVerdict.Unreadable
            : HasRefusal(AppraisalStep.Appraise) ? AppraisalVerdict.GenuineNotAcceptable
            : AppraisalVerdict.Acceptable;
        return new AppraisalReport(verdict, [.. _checks]);
    }
}
