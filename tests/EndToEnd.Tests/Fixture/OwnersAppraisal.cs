using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Evidence as an owner appraises it under an agreement, wherever it came from.</summary>
internal static class OwnersAppraisal
{
    internal static AppraisalReport Of(Evidence evidence, SignedAgreement agreement)
    {
        EnclaveTerms terms = agreement.Agreement.Enclave;
        Appraiser.TryAppraise(
            evidence, terms.ToTrustAnchors(), terms.ToReferenceValues(), agreement.Hash,
            ExpectedNonce.Exactly(evidence.RuntimeClaims.Nonce), DateTimeOffset.UtcNow, out _, out AppraisalReport report);
        return report;
    }
}
