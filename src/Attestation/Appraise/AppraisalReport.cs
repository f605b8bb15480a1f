namespace EnclaveCleanRoom.Attestation;

/// <summary>Every check that was run on a piece of evidence, satisfied or not, and what they come to.</summary>
public sealed class AppraisalReport
{
    internal AppraisalReport(AppraisalVerdict verdict, IReadOnlyList<AppraisalCheck> checks)
    {
        Verdict = verdict;
        Checks = checks;
    }

    /// <summary>What the evidence is worth.</summary>
    public AppraisalVerdict Verdict { get; }

    /// <summary>All checks in the order in which they were run.</summary>
    public IReadOnlyList<AppraisalCheck> Checks { get; }

    /// <summary>The checks that were not satisfied; empty exactly when the verdict is <see cref="AppraisalVerdict.Acceptable"/>.</summary>
    public IReadOnlyList<AppraisalCheck> Refusals => [.. Checks.Where(check => !check.IsSatisfied)];

    /// <summary>Both reports as one: every check of either, and the worse verdict of the two.</summary>
    /// <param name="other">What else was judged about the same evidence.</param>
    public AppraisalReport And(AppraisalReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new AppraisalReport(Verdict < other.Verdict ? Verdict : other.Verdict, [.. Checks, .. other.Checks]);
    }

    /// <summary>The report on evidence that could not be read.</summary>
    /// <param name="failure">What <see cref="Evidence.TryParse"/> said.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no failure.</exception>
    public static AppraisalReport Unreadable(EvidenceFailure failure)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(failure, EvidenceFailure.None);
        return new AppraisalReport(AppraisalVerdict.Unreadable,
            [new AppraisalCheck(AppraisalStep.Parse, "evidence", "a readable evidence document", failure.ToString(), false, PolicyNames.Project)]);
    }
}
