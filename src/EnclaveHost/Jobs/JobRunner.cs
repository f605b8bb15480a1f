using System.Collections.Concurrent;
using System.Threading.Channels;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Runs jobs one after the other, each once, and remembers where they are.</summary>
internal sealed partial class JobRunner(Room room, JobPipeline pipeline, ILogger<JobRunner> logger) : BackgroundService
{
    private readonly Channel<SignedDocument<Job>> _queue = Channel.CreateUnbounded<SignedDocument<Job>>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly ConcurrentDictionary<JobId, JobProgress> _progress = new();

    /// <summary>Accepts a job, unless its id is known.</summary>
    /// <returns>The known record, or <see langword="null"/> when the job is new and queued.</returns>
    internal JobRecord? Submit(SignedDocument<Job> job)
    {
        JobRecord? known = room.Jobs.RecordOrFind(job, room.Clock.Now);
        if (known is null)
        {
            _progress[job.Document.Id] = new JobProgress();
            _queue.Writer.TryWrite(job);
        }

        return known;
    }

    /// <summary>The stage of a job; finished when it is not running here.</summary>
    /// <remarks>Everything after open is one stage to whoever watches: how long its parts take depends on data.</remarks>
    internal JobStage StageOf(JobId id) =>
        !_progress.TryGetValue(id, out JobProgress? progress) ? JobStage.Finished
        : progress.Stage is JobStage.Open or JobStage.Join or JobStage.Bound or JobStage.Sign ? JobStage.Compute
        : progress.Stage;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (SignedDocument<Job> job in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            await RunAsync(job, stoppingToken);
        }
    }

    private async Task RunAsync(SignedDocument<Job> job, CancellationToken cancellationToken)
    {
        JobId id = job.Document.Id;
        try
        {
            // Training and noise keep a core busy for long: not on the thread that reads the queue.
            Denial? denial = await Task.Run(() => pipeline.RunAsync(job, _progress[id], cancellationToken), cancellationToken);
            if (denial is not null)
            {
                room.Jobs.Deny(id, denial.Reasons);
            }

            LogFinished(id, denial is null ? JobState.Done : JobState.Denied);
        }
        catch (JobFailedException)
        {
            room.Jobs.Fail(id);
            LogFinished(id, JobState.Failed);
        }
#pragma warning disable CA1031 // One job must not end the room. Everything that saw data ends as JobFailedException: this came before.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            room.Jobs.Deny(id, new Denial(DenialCode.RoomUnavailable, "room", exception.GetType().Name, "to run the job; nothing was spent", "operator").Reasons);
            LogFinished(id, JobState.Denied);
        }
        finally
        {
            _progress.TryRemove(id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job} ended as {State}")]
    private partial void LogFinished(JobId job, JobState state);
}
