namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An attested job that holds the data keys of the columns it needs, and of no others. The key-encryption keys are gone again.</summary>
internal sealed class UnlockedJob(AttestedJob job, UnlockedDataset primary, UnlockedDataset partner) : IDisposable
{
    internal AttestedJob Attested => job;

    internal AdmittedJob Job => job.Job;

    internal UnlockedDataset Primary => primary;

    internal UnlockedDataset Partner => partner;

    public void Dispose()
    {
        primary.Dispose();
        partner.Dispose();
    }
}
