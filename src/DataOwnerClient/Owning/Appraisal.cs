using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Attesting;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Owning;

/// <summary>Appraises an instance in full, before anything leaves: hardware, firmware floors, measurement, agreement, TLS.</summary>
internal static class Appraisal
{
    private const int NonceSize = 32;

    /// <summary>Asks an instance for evidence of a fresh nonce and appraises it against the agreement.</summary>
    /// <returns>The instance when it is acceptable, and every check that was made.</returns>
    internal static async Task<(AttestationResult? Instance, AppraisalReport Report)> AppraiseAsync(
        Uri address, SignedAgreement agreement, CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        (byte[] document, Digest256 tlsKey) = await RoomConnection.FetchEvidenceAsync(address, nonce, cancellationToken);
        if (!Evidence.TryParse(document, out Evidence? evidence, out EvidenceFailure failure))
        {
            return (null, AppraisalReport.Unreadable(failure));
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        bool isAcceptable = Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(now), agreement.Hash, ExpectedNonce.Exactly(nonce), now,
            out AttestationResult? instance, out AppraisalReport report);

        // Evidence of a good instance, shown by somebody in between, ends here.
        return isAcceptable && evidence.RuntimeClaims.TlsKey == tlsKey ? (instance, report) : (null, report);
    }

    /// <summary>The instance, or an exception that names every refusal.</summary>
    internal static async Task<AttestationResult> RequireAsync(Uri address, SignedAgreement agreement, CancellationToken cancellationToken)
    {
        (AttestationResult? instance, AppraisalReport report) = await AppraiseAsync(address, agreement, cancellationToken);
        return instance ?? throw new ClientException(report.Refusals.Count == 0
            ? "The connection does not end at the instance whose evidence it shows: somebody is in between."
            : "The instance is not acceptable:\n" + string.Join('\n', report.Refusals));
    }

    /// <summary>
    /// The instance, when the agreement's attestation service is of the same opinion: for what cannot be taken back. The service
    /// alone convinces nobody, and neither does the owner's appraisal alone.
    /// </summary>
    internal static async Task<AttestationResult> RequireAgreedAsync(Uri address, SignedAgreement agreement, CancellationToken cancellationToken)
    {
        AttestationResult instance = await RequireAsync(address, agreement, cancellationToken);
        AppraisalReport opinion = await AttestationService.AskAsync(instance.Evidence, agreement, cancellationToken);
        return opinion.Verdict == AppraisalVerdict.Acceptable
            ? instance
            : throw new ClientException("The attestation service does not agree that the instance is acceptable:\n" + string.Join('\n', opinion.Refusals));
    }
}
