using EnclaveCleanRoom.EnclaveHost.Telemetry;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Where one job is. Whoever watches sees stage names on fixed ticks, and nothing else.</summary>
/// <param name="trace">What of it is traced.</param>
/// <param name="ended">Called once, when the job shows its end.</param>
internal sealed class JobProgress(JobTrace? trace = null, Action? ended = null)
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
                Tell(stage);
                return;
            }
        }
    }

    /// <summary>The job has ended on whatever step it was; once is enough.</summary>
    internal void End()
    {
        if (Interlocked.Exchange(ref _stage, (int)JobStage.Finished) != (int)JobStage.Finished)
        {
            Tell(JobStage.Finished);
        }
    }

    private void Tell(JobStage stage)
    {
        if (stage == JobStage.Finished)
        {
            trace?.End();
            ended?.Invoke();
        }
        else
        {
            trace?.Begin(stage);
        }
    }
}
