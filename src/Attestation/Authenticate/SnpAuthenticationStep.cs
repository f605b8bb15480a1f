namespace EnclaveCleanRoom.Attestation;

/// <summary>One link between a pinned root and a report, with what it wanted and what it found.</summary>
/// <param name="Failure">What it means when the link does not hold.</param>
/// <param name="Claim">What was looked at, as a stable name such as <c>chain.leaf.signature</c>.</param>
/// <param name="Wanted">What would satisfy it.</param>
/// <param name="Found">What was there.</param>
/// <param name="Holds">Whether it holds.</param>
internal sealed record SnpAuthenticationStep(SnpAuthenticationFailure Failure, string Claim, string Wanted, string Found, bool Holds)
{
    /// <summary>
    /// True for a certificate that is outside its time. Every signature may hold all the same: then the evidence is old, not false.
    /// </summary>
    public bool IsAboutTime => Failure is SnpAuthenticationFailure.CertificateNotYetValid or SnpAuthenticationFailure.CertificateExpired;
}
