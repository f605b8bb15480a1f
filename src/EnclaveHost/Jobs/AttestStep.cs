using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.EnclaveHost.Attesting;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Step 2: the instance attests itself afresh, so that its token lives no longer than it must.</summary>
internal sealed class AttestStep(AttestationServiceClient service)
{
    internal async Task<Step<AttestedJob>> AttestAsync(AdmittedJob job, CancellationToken cancellationToken)
    {
        try
        {
            Attested attested = await service.AttestAsync(cancellationToken);
            return attested.Refusals.Count == 0 ? new AttestedJob(job, attested) : Refuse(attested);
        }
        catch (Exception exception) when (exception is AttestationRefusedException or EvidenceUnavailableException)
        {
            return new Denial(DenialCode.AttestationRefused, "attestation", exception.Message, "a token for this instance", "agreement");
        }
    }

    private static Denial Refuse(Attested attested) => new([.. attested.Refusals.Select(check => new DenialReason
    {
        Code = DenialCode.AttestationRefused,
        Claim = check.Claim,
        Found = check.Found,
        Wanted = check.Wanted,
        AskedBy = check.Policy,
    })]);
}
