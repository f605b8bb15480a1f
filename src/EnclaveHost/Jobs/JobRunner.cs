using System.Collections.Concurrent;
using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Api;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Telemetry;
using Microsoft.Data.Sqlite;

namespace EnclaveCleanRoom.EnclaveHost.Jobs;

/// <summary>Runs jobs, a few at a time and each once, and remembers where they are.</summary>
/// <remarks>
/// Asked to end, it takes no new jobs, denies those that have not been paid for, and lets those that have been go on for as long as the operator allows, so that an
/// ordinary update costs nobody budget. How many run at a time is the operator's: while one waits for its deadline, or for the disk, another computes, and each
/// holds the columns of its own question in memory.
/// </remarks>
internal sealed class JobRunner(Room room, JobPipeline pipeline, ILogger<JobRunner> logger) : BackgroundService, IHostedLifecycleService
{
    /// <summary>Jobs of all requesters together: as many as an agreement can have parties, each with as many as it may have.</summary>
    private const int MostRequesters = 16;

    /// <summary>Bytes of the signed documents of one requester's jobs that wait or run.</summary>
    internal const long MostWaitingBytes = 4 << 20;

    private static readonly TimeSpan s_drainTick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly Lock _submitting = new();
    private readonly UnpaidJobs _unpaid = new(room.Limits.Unpaid);
    private readonly CancellationTokenSource _beforeSpend = new();
    private volatile bool _isStopping;

    // Never longer than there is progress to follow, which is bounded on the way in.
    private readonly JobQueue _queue = new();

    private readonly JobSlots _slots = new(room.Limits.Jobs);

    private readonly ConcurrentDictionary<JobId, UnfinishedJob> _unfinished = new();

    /// <summary>Accepts a job once; the same job again changes nothing.</summary>
    internal async Task<Submission> SubmitAsync(SignedDocument<Job> job)
    {
        Submission outcome = await TakeInAsync(job);
        room.Metrics.CountSubmission(outcome);
        return outcome;
    }

    private async Task<Submission> TakeInAsync(SignedDocument<Job> job)
    {
        (JobId id, PartyId requester) = (job.Document.Id, job.Document.Requester);
        lock (_submitting)
        {
            if (_isStopping)
            {
                return Submission.Stopping;
            }

            if ((room.Jobs.Find(id)?.Digest ?? _unfinished.GetValueOrDefault(id)?.Digest) is { } known)
            {
                return known == job.Digest ? Submission.Accepted : Submission.IdReused;
            }

            if (!_unpaid.Allows(requester, room.Clock.Now))
            {
                return Submission.TooManyUnpaid;
            }

            UnfinishedJob[] own = [.. _unfinished.Values.Where(other => other.Requester == requester)];
            bool isFull = own.Length >= room.Limits.Waiting || own.Sum(other => other.Bytes) + job.Encoded.Length > MostWaitingBytes;
            if (isFull || _unfinished.Count >= MostRequesters * room.Limits.Waiting)
            {
                return Submission.QueueFull;
            }

            _unfinished[id] = new UnfinishedJob(requester, job.Digest, job.Encoded.Length, new JobProgress(new JobTrace(id), () => NoteEnd(id)));
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

    /// <summary>Jobs that have not shown their end.</summary>
    internal int Unfinished => Waiting + Running;

    /// <summary>Jobs in the queue.</summary>
    internal int Waiting => _unfinished.Values.Count(job => job.Progress.Stage == JobStage.Queued);

    /// <summary>Jobs on the path. One that has shown its end does not count, whether or not its computation has stopped.</summary>
    internal int Running => _unfinished.Values.Count(job => job.Progress.Stage is not (JobStage.Queued or JobStage.Finished));

    /// <summary>Whether the room was asked to end.</summary>
    internal bool IsStopping => _isStopping;

    /// <summary>Whether jobs are still taken from the queue.</summary>
    internal bool IsAlive => ExecuteTask is null or { IsCompleted: false };

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before the server stops answering: jobs end, so that whoever follows one sees its end.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_submitting)
        {
            _isStopping = true;
        }

        RoomLog.LogEnding(logger, _unfinished.Count);
        await _beforeSpend.CancelAsync();
        long start = Stopwatch.GetTimestamp();
        while (!_unfinished.IsEmpty && Stopwatch.GetElapsedTime(start) < room.Limits.Drain && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(s_drainTick, CancellationToken.None);
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _queue.Dispose();
        _slots.Dispose();
        _beforeSpend.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Task> running = [];
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                // No slot is held for a job that has not come: one that comes back from waiting for another would stand beside it.
                await _queue.WaitAsync(stoppingToken);
                JobSlot slot = await _slots.TakeAsync(stoppingToken);
                running.RemoveAll(task => task.IsCompleted);
                running.Add(RunOrLogAsync(_queue.Take(), slot, stoppingToken));
            }
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    /// <summary>A fault of the room's own ends neither it nor the jobs beside: what it left unrecorded is settled by the next instance.</summary>
    private async Task RunOrLogAsync(SignedDocument<Job> job, JobSlot slot, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(job, slot, cancellationToken);
        }
#pragma warning disable CA1031 // Nothing waits for this task that could do better.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            RoomLog.LogJobEscaped(logger, job.Document.Id, exception.GetType().Name);
        }
    }

    private async Task RunAsync(SignedDocument<Job> job, JobSlot held, CancellationToken cancellationToken)
    {
        JobId id = job.Document.Id;
        using JobSlot slot = held;
        try
        {
            // Training and noise keep a core busy for long: not on the thread that takes from the queue.
            Denial? denial = await Task.Run(() => pipeline.RunAsync(job, _unfinished[id].Progress, slot, _beforeSpend.Token, cancellationToken), cancellationToken);
            if (denial is not null)
            {
                await RecordAsync(id, () => room.Jobs.Deny(id, denial.Reasons), cancellationToken);
            }
        }
        catch (JobFailedException)
        {
            // It may have failed at the very door, before the spend was marked as opened: then the spend was given back.
            await RecordAsync(id, () => room.Jobs.End(id, room.SpendOf(id)), cancellationToken);
        }
#pragma warning disable CA1031 // One job must not end the room. Everything that saw data ends as JobFailedException: this came before.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (room.SpendOf(id) is null or ReservationState.Released)
            {
                string found = _isStopping && exception is OperationCanceledException ? "it was asked to end" : exception.GetType().Name;
                Denial denial = new(DenialCode.RoomUnavailable, "room", found, "to run the job; nothing was spent", "operator");
                await RecordAsync(id, () => room.Jobs.Deny(id, denial.Reasons), cancellationToken);
            }
            else
            {
                await RecordAsync(id, () => room.Jobs.End(id, room.SpendOf(id)), cancellationToken);
            }
        }
        finally
        {
            CountIfUnpaid(job);
            _unfinished[id].Progress.End();
            _unfinished.TryRemove(id, out _);
        }
    }

    private void CountIfUnpaid(SignedDocument<Job> job)
    {
        JobRecord record = room.Jobs.Find(job.Document.Id)!;
        if (record.State == JobState.Denied || record.AnsweredBy is not null)
        {
            long reasons = record.Denial.Sum(reason => (long)reason.Claim.Length + reason.Found.Length + reason.Wanted.Length);
            _unpaid.Count(record.Requester, job.Encoded.Length + reasons, room.Clock.Now);
        }
    }

    /// <summary>
    /// At the moment at which a job's end shows: what is logged and counted later would tell how long its computation went on. One whose end could not be recorded
    /// was paid for, or it would be tried again.
    /// </summary>
    private void NoteEnd(JobId id)
    {
        JobRecord record = room.Jobs.Find(id)!;
        JobState state = record.State == JobState.Running ? JobState.Failed : record.State;
        room.Metrics.CountEnd(state, record.Denial.Select(reason => Problem.CodeOf(reason.Code)).Distinct());
        RoomLog.LogJobEnded(logger, id, state);
    }

    /// <summary>
    /// Records how a job ended. A ledger that cannot be written, because its disk is full for instance, must not end the room: it is tried again until it can be, and
    /// what a room that ends meanwhile leaves unrecorded is settled by the next one.
    /// </summary>
    private async Task RecordAsync(JobId id, Action record, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = s_drainTick; !cancellationToken.IsCancellationRequested; wait = wait + wait < s_longestWait ? wait + wait : s_longestWait)
        {
            try
            {
                record();
                return;
            }
            catch (SqliteException)
            {
                RoomLog.LogJobEndUnrecorded(logger, id);
            }

            await Task.Delay(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private sealed record UnfinishedJob(PartyId Requester, Digest256 Digest, long Bytes, JobProgress Progress);
}
