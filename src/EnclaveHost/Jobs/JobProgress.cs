namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Where one job is. Whoever watches sees stage names on fixed ticks, and nothing else.</summary>
internal sealed class JobProgress
{
    private volatile int _stage = (int)JobStage.Queued;

    internal JobStage Stage => (JobStage)_stage;

    /// <summary>A step begins; the one before it is complete.</summary>
    internal void Begin(JobStage stage)
    {
        FaultPoint.After(Stage);
        _stage = (int)stage;
    }
}
