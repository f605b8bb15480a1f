using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>A room that is asked to end, and one whose ledger cannot be written: nobody pays for either.</summary>
public sealed class EndingTests : IDisposable
{
    private readonly SampleRoom _room = new SampleRoom(limits: RoomLimits.Default with { Drain = TimeSpan.FromSeconds(30) }).Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task What_waits_is_denied_without_a_spend_when_the_room_is_asked_to_end_and_nothing_new_is_taken()
    {
        using JobRunner runner = Runner(new WaitingEvidence());
        await runner.StartAsync(TestContext.Current.CancellationToken);
        string[] ids = [.. Enumerable.Range(0, 12).Select(i => $"job-{i}")];
        foreach (string id in ids)
        {
            Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob(id, nanoRho: 1_000_000 + ids.Length - id.Length)));
        }

        await runner.StoppingAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Submission.Stopping, await runner.SubmitAsync(SampleRoom.SignJob("late")));
        Assert.Null(_room.Room.Jobs.Find(Agreements.JobId.Parse("late")));
        foreach (string id in ids)
        {
            JobRecord ended = _room.Room.Jobs.Find(Agreements.JobId.Parse(id))!;
            Assert.Equal(JobState.Denied, ended.State);
            DenialReason reason = Assert.Single(ended.Denial);
            Assert.Equal((DenialCode.RoomUnavailable, "it was asked to end"), (reason.Code, reason.Found));
        }

        Assert.Equal(0, runner.Unfinished);
        Assert.DoesNotContain(Agreements.Ledger.LedgerEntryKind.Reserved, _room.Entries);
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_question_put_often_holds_one_slot_and_those_that_wait_for_it_end_with_the_room()
    {
        using SampleRoom two = new SampleRoom(limits: RoomLimits.Default with { Jobs = 2, Drain = TimeSpan.FromSeconds(30) }).Fill();
        using JobRunner runner = Runner(two.Room, new WaitingEvidence());
        await runner.StartAsync(TestContext.Current.CancellationToken);
        foreach (int i in Enumerable.Range(0, 5))
        {
            await runner.SubmitAsync(SampleRoom.SignJob($"same-{i}"));
        }

        await runner.SubmitAsync(SampleRoom.SignJob("other", nanoRho: 999_999));
        while (runner.StageOf(Agreements.JobId.Parse("other")) < JobStage.Attest)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal([JobStage.Admit, JobStage.Admit, JobStage.Admit, JobStage.Admit], Enumerable.Range(1, 4).Select(i => runner.StageOf(Agreements.JobId.Parse($"same-{i}"))));
        await runner.StoppingAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, runner.Unfinished);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(JobState.Denied, two.Room.Jobs.Find(Agreements.JobId.Parse($"same-{i}"))!.State));
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_job_whose_end_cannot_be_written_keeps_the_room_alive_and_is_recorded_when_there_is_space_again()
    {
        using JobRunner runner = Runner(new BrokenEvidence());
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob()));
        Action committing = _room.Folder.Database.Committing;
        _room.Folder.Database.Committing = () => throw new Microsoft.Data.Sqlite.SqliteException("database or disk is full", 13);
        await runner.StartAsync(TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(runner.IsAlive);
        Assert.Equal(JobState.Running, _room.Room.Jobs.Find(Agreements.JobId.Parse("job-1"))!.State);

        _room.Folder.Database.Committing = committing;
        while (runner.Unfinished > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.Equal(DenialCode.RoomUnavailable, Assert.Single(_room.Room.Jobs.Find(Agreements.JobId.Parse("job-1"))!.Denial).Code);
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    private JobRunner Runner(IEvidenceSource evidence) => Runner(_room.Room, evidence);

    private static JobRunner Runner(Room room, IEvidenceSource evidence)
    {
        AttestationServiceClient service = new(evidence, room.Anchors, room.Agreement, room.Keys, room.Clock);
        AdmitStep admit = new(room);
        JobPipeline pipeline = new(admit, new AttestStep(service), new UnlockStep(room, new HeldKeys()), new SpendStep(room, admit), new SignStep(room));
        return new JobRunner(room, pipeline, NullLogger<JobRunner>.Instance);
    }

    /// <summary>A device that answers nobody.</summary>
    private sealed class WaitingEvidence : IEvidenceSource
    {
        public async Task<Attestation.Evidence> FetchAsync(Attestation.RuntimeClaims claims, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new System.Diagnostics.UnreachableException("Nothing ends an endless wait but its cancellation.");
        }

        public void Dispose()
        {
        }
    }

    private sealed class BrokenEvidence : IEvidenceSource
    {
        public Task<Attestation.Evidence> FetchAsync(Attestation.RuntimeClaims claims, CancellationToken cancellationToken) =>
            throw new InvalidDataException("a broken device");

        public void Dispose()
        {
        }
    }
}
