using System.Security.Cryptography;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DataOwnerClient.Rooms;

namespace EnclaveCleanRoom.DataOwnerClient.Attesting;

/// <summary>Judges an instance that runs, by fresh evidence: under an agreement, or by what anyone can ask of it.</summary>
internal static class RoomAttestation
{
    private const int NonceSize = 32;

    /// <summary>Under an agreement: everything that it demands, and the opinion of the attestation service that it names.</summary>
    internal static async Task<HandedEvidenceAppraisal> AttestAsync(Uri address, SignedAgreement agreement, bool asksService, CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        (byte[] document, Digest256 tlsKey) = await RoomConnection.FetchEvidenceAsync(address, nonce, cancellationToken);
        if (!Evidence.TryParse(document, out Evidence? evidence, out EvidenceFailure failure))
        {
            return HandedEvidenceAppraisal.Unreadable(failure);
        }

        DateTimeOffset now = DateTimeOffset.UtcNow;
        Appraiser.TryAppraise(
            evidence, agreement.Agreement.Enclave.ToTrustAnchors(), agreement.ReferenceValuesAt(now), agreement.Hash,
            ExpectedNonce.Exactly(nonce), now, out _, out AppraisalReport report);
        report = report.And(LiveConnection.AppraiseTlsKey(evidence, tlsKey));
        return asksService
            ? HandedEvidenceAppraisal.Of(evidence, report.And(await AttestationService.AskAsync(evidence, agreement, cancellationToken)), [])
            : HandedEvidenceAppraisal.Of(evidence, report, ["a second opinion: the attestation service was not asked (--without-token)"]);
    }

    /// <summary>Without one: genuine by AMD's roots, endorsed, current, not open to anybody, and at the end of this connection.</summary>
    internal static async Task<HandedEvidenceAppraisal> AttestAsync(
        Uri address, HandedEvidenceValues values, HandedPart policy, CancellationToken cancellationToken)
    {
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceSize);
        (byte[] document, Digest256 tlsKey) = await RoomConnection.FetchEvidenceAsync(address, nonce, cancellationToken);
        if (!Evidence.TryParse(document, out Evidence? evidence, out EvidenceFailure failure))
        {
            return HandedEvidenceAppraisal.Unreadable(failure);
        }

        HandedEvidence handed = new()
        {
            Report = evidence.Report.Encoded,
            Chain = evidence.Certificates,
            UvmEndorsement = HandedPart.Of(evidence.Endorsement.Encoded),
            RuntimeData = HandedPart.Of(evidence.RuntimeClaims.Encoded),
            Policy = policy,
            Token = HandedPart.Absent,
            TokenKeys = HandedPart.Absent,
        };
        HandedEvidenceAppraisal appraisal = HandedEvidenceAppraiser.Appraise(handed, values, DateTimeOffset.UtcNow);
        List<string> notJudged =
        [
            $"which agreement is yours: the instance says that it serves {evidence.RuntimeClaims.Agreement} (--agreement)",
            "a second opinion: which attestation service to ask stands in an agreement (--agreement)",
        ];
        if (policy.IsAbsent)
        {
            notJudged.Add("what may run in the guest: the policy that the host data stands for was not given (--policy, or --agreement)");
        }

        AppraisalReport live = LiveConnection.Appraise(evidence, ExpectedNonce.Exactly(nonce), tlsKey);
        return HandedEvidenceAppraisal.Of(evidence, appraisal.Appraisal.And(live), notJudged);
    }
}
