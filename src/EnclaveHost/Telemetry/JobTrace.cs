using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.EnclaveHost.Jobs;

namespace EnclaveCleanRoom.EnclaveHost.Telemetry;

/// <summary>
/// The trace of one job: a span for it and one for each of its steps up to the spend, which wait for services and for the disk. A job that is paid for shows nothing
/// more: from open on, everything takes as long as the rows make it take.
/// </summary>
/// <remarks>Spans begin and end on the ticks on which a job's progress is shown to its parties, and carry no context of a caller's.</remarks>
internal sealed class JobTrace
{
    internal const string SourceName = "EnclaveCleanRoom.Room";

    /// <summary>The grain of every time in a trace.</summary>
    internal static TimeSpan Tick { get; } = TimeSpan.FromMilliseconds(250);

    private static readonly ActivitySource s_source = new(SourceName);

    private readonly Lock _lock = new();
    private readonly Activity? _job;
    private Activity? _stage;

    internal JobTrace(JobId id)
    {
        _job = Start("cleanroom.job", default);
        _job?.SetTag("cleanroom.job.id", id.ToString());
    }

    /// <summary>A step begins, and the one before it has ended.</summary>
    internal void Begin(JobStage stage)
    {
        lock (_lock)
        {
            End(ref _stage);
            if (stage > JobStage.Spend)
            {
                End("Paid");
            }
            else if (_job is { IsStopped: false })
            {
                _stage = Start($"cleanroom.job.{stage}", _job.Context);
            }
        }
    }

    /// <summary>The job has ended; one that was paid for did so long before, as far as a trace tells.</summary>
    internal void End()
    {
        lock (_lock)
        {
            End(ref _stage);
            End("Ended");
        }
    }

    private void End(string outcome)
    {
        if (_job is { IsStopped: false } job)
        {
            job.SetTag("cleanroom.job.outcome", outcome);
            Activity? ending = job;
            End(ref ending);
        }
    }

    private static Activity? Start(string name, ActivityContext parent)
    {
        // What is current travels with calls to services, and what came with a request would become a parent: neither is wanted.
        Activity.Current = null;
        Activity? started = s_source.StartActivity(name, ActivityKind.Internal, parent, startTime: OnTick(up: false));
        Activity.Current = null;
        return started;
    }

    private static void End(ref Activity? activity)
    {
        if (activity is not null)
        {
            activity.SetEndTime(OnTick(up: true).UtcDateTime);
            activity.Stop();
            activity = null;
            Activity.Current = null;
        }
    }

    private static DateTimeOffset OnTick(bool up)
    {
        long now = DateTimeOffset.UtcNow.Ticks;
        long tick = now / Tick.Ticks;
        return new DateTimeOffset((tick + (up && now % Tick.Ticks != 0 ? 1 : 0)) * Tick.Ticks, TimeSpan.Zero);
    }
}
