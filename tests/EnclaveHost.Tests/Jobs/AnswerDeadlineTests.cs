using System.Diagnostics;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Towards the parties a job ends at a moment that follows from the terms alone, whether in a result or in a failure.</summary>
public sealed class AnswerDeadlineTests : IDisposable
{
    // Ample for three rows, also for the first computation of a process on a machine that has other things to do.
    private static readonly TimeSpan s_ample = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_longer = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan s_never = TimeSpan.FromHours(1);

    private readonly SampleRoom _room = new SampleRoom().Fill();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_result_is_there_at_the_deadline_and_nothing_tells_of_it_before()
    {
        using PaidJob job = await PaidJob.PayAsync(_room, "job");
        Stopwatch watch = Stopwatch.StartNew();
        Task running = job.FinishAsync(s_ample, Cancelled);
        await WaitUntilAsync(() => job.Progress.Stage == JobStage.Sign);
        while (watch.Elapsed < s_ample - TimeSpan.FromMilliseconds(200))
        {
            Assert.Equal((JobState.Running, false, ReservationState.Opened), (job.State, job.HasResult, job.Spend));
            Assert.Equal(LedgerEntryKind.Opened, _room.Entries.Last());
            await Task.Delay(50, Cancelled);
        }

        await running;
        Assert.True(watch.Elapsed >= s_ample);
        Assert.Equal((JobState.Done, true, ReservationState.Stored, JobStage.Finished), (job.State, job.HasResult, job.Spend, job.Progress.Stage));
    }

    [Fact]
    public async Task What_others_spend_while_a_job_computes_is_not_in_its_result_which_would_tell_when_it_was_signed()
    {
        long NanoRhoLeft(PaidJob job) => job.BudgetsLeft[0].LeftNanoRho;
        using PaidJob alone = await PaidJob.PayAsync(_room, "alone");
        await alone.FinishAsync(TimeSpan.Zero, Cancelled);
        PaidJob? other = null;
        using PaidJob job = await PaidJob.PayAsync(_room, "job", _ => other = PaidJob.PayAsync(_room, "other", nanoRho: 2_000_000).GetAwaiter().GetResult(), nanoRho: 1_000_001);
        await job.FinishAsync(s_ample, Cancelled);
        using (other)
        {
            Assert.Equal(NanoRhoLeft(alone) - 1_000_001, NanoRhoLeft(job));
            await other!.FinishAsync(TimeSpan.Zero, Cancelled);
            Assert.Equal(NanoRhoLeft(job) - 2_000_000, NanoRhoLeft(other));
        }
    }

    [Fact]
    public async Task What_fails_early_is_seen_to_fail_at_the_deadline()
    {
        int begun = 0;
        using PaidJob job = await PaidJob.PayAsync(_room, "job", _ =>
        {
            begun++;
            throw new InvalidDataException("a reason that is data");
        });
        Stopwatch watch = Stopwatch.StartNew();
        Task running = job.FinishAsync(s_ample, Cancelled);
        await WaitUntilAsync(() => begun == 1);
        await Task.Delay(100, Cancelled);
        Assert.Equal((JobState.Running, ReservationState.Opened), (job.State, job.Spend));
        await AssertFailsOpaquelyAsync(running);
        Assert.True(watch.Elapsed >= s_ample);
        Assert.Equal((JobState.Failed, false, ReservationState.Lost), (job.State, job.HasResult, job.Spend));
    }

    [Fact]
    public async Task A_computation_that_is_not_done_fails_at_the_deadline_its_budget_is_kept_and_its_late_answer_is_for_nobody()
    {
        using ManualResetEventSlim mayEnd = new();
        using PaidJob job = await PaidJob.PayAsync(_room, "job", _ => mayEnd.Wait(Cancelled));
        Task running = job.FinishAsync(s_ample, Cancelled);
        await WaitUntilAsync(() => job.Progress.Stage == JobStage.Finished);

        // It is seen to have failed while it still computes, and holds the room until it has stopped.
        Assert.Equal((JobState.Failed, ReservationState.Lost, JobStage.Finished), (job.State, job.Spend, job.Progress.Stage));
        Assert.False(running.IsCompleted);
        mayEnd.Set();
        await AssertFailsOpaquelyAsync(running);
        Assert.Equal((JobState.Failed, false, ReservationState.Lost, JobStage.Finished), (job.State, job.HasResult, job.Spend, job.Progress.Stage));
        Assert.Equal(LedgerEntryKind.Lost, _room.Entries.Last());
        Assert.DoesNotContain(LedgerEntryKind.Released, _room.Entries);
    }

    [Fact]
    public async Task A_computation_is_told_to_stop_before_the_deadline_so_that_the_next_job_is_not_kept_waiting()
    {
        TimeSpan stopped = default;
        Stopwatch watch = new();
        using PaidJob job = await PaidJob.PayAsync(_room, "job", limit =>
        {
            limit.WaitHandle.WaitOne();
            stopped = watch.Elapsed;
            limit.ThrowIfCancellationRequested();
        });
        watch.Start();
        await AssertFailsOpaquelyAsync(job.FinishAsync(s_ample, Cancelled));
        Assert.InRange(stopped, 0.89 * s_ample, watch.Elapsed);
        Assert.True(watch.Elapsed >= s_ample);
        Assert.Equal(JobState.Failed, job.State);
    }

    [Fact]
    public async Task A_room_that_is_stopped_does_not_wait()
    {
        using CancellationTokenSource stopping = new();
        using PaidJob job = await PaidJob.PayAsync(_room, "job", limit => limit.WaitHandle.WaitOne());
        Task running = job.FinishAsync(s_never, stopping.Token);
        await WaitUntilAsync(() => job.Progress.Stage == JobStage.Compute);
        await stopping.CancelAsync();
        await AssertFailsOpaquelyAsync(running);
        Assert.Equal((JobState.Failed, ReservationState.Lost), (job.State, job.Spend));
    }

    [Fact]
    public async Task Without_a_deadline_a_job_ends_when_it_is_computed()
    {
        using PaidJob answered = await PaidJob.PayAsync(_room, "answered");
        await answered.FinishAsync(TimeSpan.Zero, Cancelled);
        Assert.Equal((JobState.Done, true), (answered.State, answered.HasResult));
        using PaidJob failed = await PaidJob.PayAsync(_room, "failed", _ => throw new InvalidDataException());
        await AssertFailsOpaquelyAsync(failed.FinishAsync(TimeSpan.Zero, Cancelled));
        Assert.Equal((JobState.Failed, ReservationState.Lost), (failed.State, failed.Spend));
    }

    [Fact]
    public void The_time_that_a_result_states_is_the_deadlines_whenever_it_is_signed()
    {
        DateTimeOffset paid = _room.Room.Clock.Now;
        AnswerDeadline deadline = new(s_never, _room.Room.Clock);
        Assert.InRange(deadline.IssuedAt, paid + s_never, paid + s_never + TimeSpan.FromSeconds(2));
        Assert.Equal(0, deadline.IssuedAt.Ticks % TimeSpan.TicksPerSecond);
        _room.Room.Clock.NotBefore(paid.AddMinutes(5));
        Assert.InRange(deadline.IssuedAt, paid + s_never, paid + s_never + TimeSpan.FromSeconds(2));
        Assert.InRange(new AnswerDeadline(TimeSpan.Zero, _room.Room.Clock).IssuedAt, paid.AddMinutes(5), paid.AddMinutes(6));
    }

    [Fact]
    public async Task Nothing_is_opened_or_joined_once_a_computation_is_told_to_stop()
    {
        AttestedJob attested = _room.AdmitJob();
        Assert.True((await new UnlockStep(_room.Room, new HeldKeys()).UnlockAsync(attested, Cancelled)).TryGet(out UnlockedJob? job, out _));
        using (job)
        {
            Assert.True(new SpendStep(_room.Room, new AdmitStep(_room.Room)).Spend(job).TryGet(out ChargedJob? charged, out _));
            using (charged)
            {
                Assert.Throws<OperationCanceledException>(() => OpenStep.Open(job, charged.Grant, new CancellationToken(canceled: true)));
                Assert.Equal(ReservationState.Opened, charged.Grant.State);
            }
        }
    }

    [Fact]
    public void The_test_of_moments_has_the_published_critical_value_and_sees_a_hundred_microseconds()
    {
        Assert.Equal(1e-6, TwoSampleTest.Tail(0.038051617888080105, 5_000), 5e-8);
        double[] moments = [.. Enumerable.Range(0, 500).Select(i => 0.012 + (i * 1e-6))];
        Assert.True(TwoSampleTest.PValue(moments, [.. moments.Select(moment => moment + 1e-4)]) < 1e-4);
        Assert.True(TwoSampleTest.PValue(moments, moments) > 0.99);
    }

    [Fact]
    public async Task The_moments_at_which_jobs_end_do_not_tell_short_from_long_computations() =>
        Assert.True((await ReleaseMoments.MeasureAsync(rooms: 4, jobs: 10, s_longer, TimeSpan.FromSeconds(0.7))).PValue > 1e-3);

    [Fact]
    public async Task Without_a_deadline_the_same_test_tells_them_apart() =>
        Assert.True((await ReleaseMoments.MeasureAsync(rooms: 2, jobs: 14, s_longer, TimeSpan.Zero)).PValue < 1e-3);

    /// <summary>
    /// By hand (<c>--explicit only</c>), eighteen minutes: ten thousand whole jobs. One that is not done in time has a moment like the others.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Ten_thousand_moments_do_not_tell_short_from_long_computations()
    {
        ReleaseMoments moments = await ReleaseMoments.MeasureAsync(rooms: 12, jobs: 835, s_longer, TimeSpan.FromSeconds(1.2));
        TestContext.Current.TestOutputHelper!.WriteLine($"p = {moments.PValue}, not done in time {moments.Failed}; {moments.Spread}");
        Assert.True(moments.PValue > 0.01);
        Assert.InRange(moments.Failed, 0, 100);
    }

    private static async Task AssertFailsOpaquelyAsync(Task running)
    {
        JobFailedException failure = await Assert.ThrowsAsync<JobFailedException>(() => running);
        Assert.Equal(new JobFailedException().Message, failure.Message);
        Assert.Null(failure.InnerException);
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, Cancelled);
        }
    }
}
