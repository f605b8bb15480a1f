namespace EnclaveCleanRoom.Attestation;

/// <summary>One check that was run.</summary>
/// <param name="Step">Which question it belongs to.</param>
/// <param name="Claim">What was looked at, as a stable name such as <c>guest.debug</c>.</param>
/// <param name="Wanted">What would satisfy it.</param>
/// <param name="Found">What was there.</param>
/// <param name="IsSatisfied">Whether it was satisfied.</param>
/// <param name="Policy">Whose rule it is: the hardware vendor's, the utility VM publisher's, this project's, or the reference values' owner's.</param>
public sealed record AppraisalCheck(AppraisalStep Step, string Claim, string Wanted, string Found, bool IsSatisfied, string Policy)
{
    /// <summary>One line for reading.</summary>
    public override string ToString() => $"{(IsSatisfied ? "ok" : "NO")}  {Claim}: wanted {Wanted}; found {Found} ({Policy})";
}
