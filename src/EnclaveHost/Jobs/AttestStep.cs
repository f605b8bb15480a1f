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
            return new AttestedJob(job, await service.AttestAsync(cancellationToken));
        }
        catch (Exception exception) when (exception is AttestationRefusedException or EvidenceUnavailableException)
        {
            return new Denial(DenialCode.AttestationRefused, "attestation", exception.Message, "a token for this instance", "agreement");
        }
    }
}
