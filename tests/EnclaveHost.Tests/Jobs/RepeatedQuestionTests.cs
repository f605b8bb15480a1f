using System.Collections.Concurrent;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

/// <summary>Jobs that ask what another job is at, in a room of two slots whose security processor answers when a test lets it.</summary>
public sealed class RepeatedQuestionTests : IDisposable
{
    private readonly SampleRoom _room = new SampleRoom(limits: RoomLimits.Default with { Jobs = 2 }).Fill();
    private readonly HeldEvidence _evidence = new();
    private readonly JobRunner _runner;

    public RepeatedQuestionTests() => _runner = Runner(_room, _evidence);

    public void Dispose()
    {
        _evidence.Dispose();
        _runner.Dispose();
        _room.Dispose();
    }

    [Fact]
    public async Task A_job_that_waited_for_another_goes_on_in_the_free_slot_while_the_queue_is_empty_and_a_third_is_long()
    {
        await _runner.StartAsync(TestContext.Current.CancellationToken);
        await SubmitAsync("first", JobStage.Attest);
        await SubmitAsync("same", JobStage.Admit);
        await SubmitAsync("long", JobStage.Attest, nanoRho: 2_000_000);
        _evidence.Break(0);
        await ReachAsync("first", JobStage.Finished);
        await ReachAsync("same", JobStage.Attest);
        Assert.Equal(JobStage.Attest, _runner.StageOf(JobId.Parse("long")));
        _evidence.Break(1);
        _evidence.Break(2);
        await ReachAsync("same", JobStage.Finished);
        await _runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_job_whose_grants_ended_while_it_waited_is_denied_before_anything_is_asked_for_it()
    {
        await _runner.StartAsync(TestContext.Current.CancellationToken);
        await SubmitAsync("first", JobStage.Attest);
        await SubmitAsync("same", JobStage.Admit);
        await SubmitAsync("after", JobStage.Attest, nanoRho: 2_000_000);
        GrantClosing.Close(_room.Room, SampleAgreement.Publisher);
        _evidence.Break(0);
        await ReachAsync("same", JobStage.Finished);
        Assert.Equal(DenialCode.GrantsClosed, Assert.Single(_room.Room.Jobs.Find(JobId.Parse("same"))!.Denial).Code);
        Assert.Equal(2, _evidence.Asked);
        _evidence.Break(1);
        await _runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Jobs_whose_results_answer_nobody_else_do_not_wait_for_each_other()
    {
        SignedAgreement agreement = SampleAgreement.Open(SampleAgreement.Sign(SampleAgreement.Valid with { Queries = [SuppressionSamples.Terms] }));
        using SampleRoom room = new SampleRoom(limits: RoomLimits.Default with { Jobs = 2 }, agreement: agreement).Fill();
        using JobRunner runner = Runner(room, _evidence);
        await runner.StartAsync(TestContext.Current.CancellationToken);
        foreach (string id in (string[])["first", "same"])
        {
            Job job = SampleRoom.SignJob(id, "publisher").Document with { Query = SuppressionSamples.Query };
            Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleDocuments.Open<Job>(SampleDocuments.Sign(job, "publisher"))));
            await ReachAsync(id, JobStage.Attest, runner);
        }

        Assert.Equal(2, _evidence.Asked);
        _evidence.Break(0);
        _evidence.Break(1);
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task SubmitAsync(string id, JobStage reaches, long nanoRho = 1_000_000)
    {
        Assert.Equal(Submission.Accepted, await _runner.SubmitAsync(SampleRoom.SignJob(id, nanoRho: nanoRho)));
        await ReachAsync(id, reaches);
    }

    private async Task ReachAsync(string id, JobStage stage, JobRunner? runner = null)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while ((runner ?? _runner).StageOf(JobId.Parse(id)) != stage)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private static JobRunner Runner(SampleRoom room, IEvidenceSource evidence)
    {
        AttestationServiceClient service = new(evidence, room.Room.Anchors, room.Room.Agreement, room.Room.Keys, room.Room.Clock);
        AdmitStep admit = new(room.Room);
        JobPipeline pipeline = new(admit, new AttestStep(service), new UnlockStep(room.Room, new HeldKeys()), new SpendStep(room.Room, admit), new SignStep(room.Room));
        return new JobRunner(room.Room, pipeline, NullLogger<JobRunner>.Instance);
    }

    /// <summary>Each call waits until it is broken.</summary>
    private sealed class HeldEvidence : IEvidenceSource
    {
        private readonly ConcurrentDictionary<int, TaskCompletionSource<Evidence>> _calls = [];
        private int _asked;

        public int Asked => _asked;

        public Task<Evidence> FetchAsync(RuntimeClaims claims, CancellationToken cancellationToken) =>
            Call(Interlocked.Increment(ref _asked) - 1).Task.WaitAsync(cancellationToken);

        public void Break(int call) => Call(call).TrySetException(new InvalidDataException("a broken device"));

        public void Dispose()
        {
            for (int call = 0; call < _asked; call++)
            {
                Break(call);
            }
        }

        private TaskCompletionSource<Evidence> Call(int call) =>
            _calls.GetOrAdd(call, _ => new TaskCompletionSource<Evidence>(TaskCreationOptions.RunContinuationsAsynchronously));
    }
}
