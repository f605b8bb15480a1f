using System.Collections.Concurrent;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Instance;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Runs jobs, a few at a time and each once, and remembers where they are.</summary>
internal sealed partial class JobRunner(Room room, JobPipeline pipeline, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>
    /// Jobs that run at a time: while one waits for its deadline, or for the disk, another computes. Each holds the columns of its own question in memory.
    /// </summary>
    internal const int AtOnce = 4;

    /// <summary>Jobs of one requester that may wait or run at a time.</summary>
    internal const int MaximumOfRequester = 512;

    /// <summary>Jobs of all requesters together: as many as an agreement can have parties, each with as many as it may have.</summary>
    internal const int MaximumOfAll = 16 * MaximumOfRequester;

    private readonly Lock _submitting = new();

    // Never longer than there is progress to follow, which is bounded on the way in.
    private readonly JobQueue _queue = new();

    private readonly ConcurrentDictionary<JobId, UnfinishedJob> _unfinished = new();

    /// <summary>Accepts a job once; the same job again changes nothing.</summary>
    internal async Task<Submission> SubmitAsync(SignedDocument<Job> job)
    {
        (JobId id, PartyId requester) = (job.Document.Id, job.Document.Requester);
        lock (_submitting)
        {
            if ((room.Jobs.Find(id)?.Digest ?? _unfinished.GetValueOrDefault(id)?.Digest) is { } known)
            {
                return known == job.Digest ? Submission.Accepted : Submission.IdReused;
            }

            if (_unfinished.Count >= MaximumOfAll || _unfinished.Values.Count(other => other.Requester == requester) >= MaximumOfRequester)
            {
                return Submission.QueueFull;
            }

            _unfinished[id] = new UnfinishedJob(requester, job.Digest, new JobProgress());
        }

        // Not under the lock: whoever submits at the same time is committed together with this one.
        bool isRecorded = false;
        try
        {
            await room.Jobs.RecordAsync(job, room.Clock.Now);
            isRecorded = true;
        }
        finally
        {
            if (!isRecorded)
            {
                _unfinished.TryRemove(id, out _);
            }
        }

        _queue.Add(job);
        return Submission.Accepted;
    }

    /// <summary>The stage of a job; finished when it is not running here.</summary>
    /// <remarks>Everything after open is one stage to whoever watches: how long its parts take depends on data.</remarks>
    internal JobStage StageOf(JobId id) =>
        !_unfinished.TryGetValue(id, out UnfinishedJob? job) ? JobStage.Finished
        : job.Progress.Stage is JobStage.Open or JobStage.Join or JobStage.Bound or JobStage.Sign ? JobStage.Compute
        : job.Progress.Stage;

    public override void Dispose()
    {
        _queue.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunAsync(await _queue.TakeAsync(stoppingToken), stoppingToken);
        }
    }

    private async Task RunAsync(SignedDocument<Job> job, CancellationToken cancellationToken)
    {
        JobId id = job.Document.Id;
        try
        {
            // Training and noise keep a core busy for long: not on the thread that takes from the queue.
            Denial? denial = await Task.Run(() => pipeline.RunAsync(job, _unfinished[id].Progress, cancellationToken), cancellationToken);
            if (denial is not null)
            {
                room.Jobs.Deny(id, denial.Reasons);
            }

            LogFinished(id, denial is null ? JobState.Done : JobState.Denied);
        }
        catch (JobFailedException)
        {
            // It may have failed at the very door, before the spend was marked as opened: then the spend was given back.
            room.Jobs.End(id, room.SpendOf(id));
            LogFinished(id, room.Jobs.Find(id)!.State);
        }
#pragma warning disable CA1031 // One job must not end the room. Everything that saw data ends as JobFailedException: this came before.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (room.SpendOf(id) is null or ReservationState.Released)
            {
                room.Jobs.Deny(id, new Denial(DenialCode.RoomUnavailable, "room", exception.GetType().Name, "to run the job; nothing was spent", "operator").Reasons);
            }
            else
            {
                room.Jobs.End(id, room.SpendOf(id));
            }

            LogFinished(id, room.Jobs.Find(id)!.State);
        }
        finally
        {
            _unfinished.TryRemove(id, out _);
        }
    }

    private sealed record UnfinishedJob(PartyId Requester, Digest256 Digest, JobProgress Progress);

    [LoggerMessage(Level = LogLevel.Information, Message = "job {Job} ended as {State}")]
    private partial void LogFinished(JobId job, JobState state);
}
