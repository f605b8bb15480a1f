using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.EndToEnd.Tests.Fixture;

/// <summary>Evidence as an owner appraises it under an agreement, wherever it came from.</summary>
internal static class OwnersAppraisal
{
    internal static AppraisalReport Of(Evidence evidence, SignedAgreement agreement)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(now), agreement.Hash,
            ExpectedNonce.Exactly(evidence.RuntimeClaims.Nonce), now, out _, out AppraisalReport report);
        return report;
    }
}
