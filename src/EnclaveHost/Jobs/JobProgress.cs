namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Where one job is. Whoever watches sees stage names on fixed ticks, and nothing else.</summary>
internal sealed class JobProgress
{
    private int _stage = (int)JobStage.Queued;

    internal JobStage Stage => (JobStage)Volatile.Read(ref _stage);

    /// <summary>A step begins; the one before it is complete.</summary>
    /// <remarks>Stages only follow each other: a computation that has outlived its deadline does not un-finish its job.</remarks>
    internal void Begin(JobStage stage)
    {
        for (JobStage before = Stage; stage > before; before = Stage)
        {
            FaultPoint.After(before);
            if (Interlocked.CompareExchange(ref _stage, (int)stage, (int)before) == (int)before)
            {
                return;
            }
        }
    }
}
