namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>An attested job that holds the data keys of the columns it needs, and of no others. The key-encryption keys are gone again.</summary>
internal sealed class UnlockedJob(AttestedJob job, IReadOnlyList<UnlockedDataset> datasets) : IDisposable
{
    internal AttestedJob Attested => job;

    internal AdmittedJob Job => job.Job;

    /// <summary>The datasets that are joined, the plan's primary first.</summary>
    internal IReadOnlyList<UnlockedDataset> Datasets => datasets;

    public void Dispose()
    {
        foreach (UnlockedDataset dataset in datasets)
        {
            dataset.Dispose();
        }
    }
}
