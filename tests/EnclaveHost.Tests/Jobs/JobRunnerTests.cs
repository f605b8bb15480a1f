using System.Collections.Concurrent;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.EnclaveHost.Attesting;
using EnclaveCleanRoom.EnclaveHost.Instance;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Limits;
using EnclaveCleanRoom.EnclaveHost.Telemetry;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Jobs;

public sealed class JobRunnerTests : IDisposable
{
    private readonly SampleRoom _room = new SampleRoom().Fill();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task What_breaks_before_data_is_opened_is_a_denial_that_says_so_and_costs_nothing()
    {
        using JobRunner runner = Runner();
        SignedDocument<Job> job = SampleRoom.SignJob();
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(job));
        await runner.StartAsync(TestContext.Current.CancellationToken);
        JobRecord ended = await WaitAsync(job.Document.Id);
        await runner.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(JobState.Denied, ended.State);
        DenialReason reason = Assert.Single(ended.Denial);
        Assert.Equal((DenialCode.RoomUnavailable, nameof(InvalidDataException), "operator"), (reason.Code, reason.Found, reason.AskedBy));
        Assert.Contains("nothing was spent", reason.Wanted, StringComparison.Ordinal);
        Assert.DoesNotContain(LedgerEntryKind.Reserved, _room.Entries);
        Assert.Equal(JobStage.Finished, runner.StageOf(job.Document.Id));
    }

    [Fact]
    public async Task The_same_job_is_accepted_once_and_another_of_its_id_never()
    {
        using JobRunner runner = Runner();
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob()));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob()));
        Assert.Equal(Submission.IdReused, await runner.SubmitAsync(SampleRoom.SignJob(requester: "publisher")));
        Assert.Equal(1, _room.Folder.Database.Query("SELECT count(*) FROM jobs", reader => reader.GetInt64(0))[0]);
    }

    [Fact]
    public async Task A_requester_has_few_jobs_waiting_and_takes_nobody_elses_place()
    {
        using JobRunner runner = Runner();
        for (int i = 0; i < RoomLimits.Default.Waiting; i++)
        {
            Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob($"job-{i}")));
        }

        SignedDocument<Job> oneMore = SampleRoom.SignJob("one-more");
        Assert.Equal(Submission.QueueFull, await runner.SubmitAsync(oneMore));
        Assert.Null(_room.Room.Jobs.Find(oneMore.Document.Id));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("job-0")));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("of-another", "publisher")));
    }

    [Fact]
    public async Task A_place_is_free_again_when_a_job_has_ended()
    {
        using JobRunner runner = Runner();
        for (int i = 0; i < RoomLimits.Default.Waiting; i++)
        {
            await runner.SubmitAsync(SampleRoom.SignJob($"job-{i}"));
        }

        await runner.StartAsync(TestContext.Current.CancellationToken);
        await WaitAsync(JobId.Parse($"job-{RoomLimits.Default.Waiting - 1}"));
        await runner.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("one-more")));
    }

    [Fact]
    public async Task A_job_whose_end_breaks_in_the_room_itself_is_logged_and_the_others_go_on()
    {
        LoggedEvents log = new();
        using JobRunner runner = Runner(_room.Room, log);
        await runner.SubmitAsync(SampleRoom.SignJob("broken"));
        Action committed = _room.Folder.Database.Committed;
        _room.Folder.Database.Committed = () =>
        {
            if (_room.Room.Jobs.Find(JobId.Parse("broken"))!.State != JobState.Running)
            {
                _room.Folder.Database.Committed = committed;
                throw new InvalidOperationException("a fault");
            }
        };
        await runner.StartAsync(TestContext.Current.CancellationToken);
        await IdleAsync(runner);
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("next")));
        Assert.Equal(JobState.Denied, (await WaitAsync(JobId.Parse("next"))).State);
        await runner.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(runner.ExecuteTask!.IsFaulted);
        Assert.Equal("the run of job broken broke off in InvalidOperationException", Assert.Single(log.Lines, line => line.Id == LogEvent.JobEscaped).Text);
    }

    [Fact]
    public async Task Five_hundred_jobs_that_come_at_once_share_their_commits()
    {
        using JobRunner runner = Runner();
        SignedDocument<Job>[] jobs = [.. Enumerable.Range(0, 500).Select(i => SampleRoom.SignJob($"job-{i}"))];
        int commits = 0;
        Action committed = _room.Folder.Database.Committed;
        _room.Folder.Database.Committed = () =>
        {
            commits++;
            committed();
        };
        Submission[] ended = await Task.WhenAll(jobs.Select(job => Task.Run(() => runner.SubmitAsync(job), TestContext.Current.CancellationToken)));
        Assert.All(ended, submission => Assert.Equal(Submission.Accepted, submission));
        Assert.Equal(500, _room.Folder.Database.Query("SELECT count(*) FROM jobs", reader => reader.GetInt64(0))[0]);
        Assert.InRange(commits, 1, 100);
        TestContext.Current.TestOutputHelper!.WriteLine($"{commits} commits");
    }

    [Fact]
    public async Task Jobs_that_spend_nothing_are_so_many_a_day_and_each_requesters_own()
    {
        using SampleRoom small = new SampleRoom(limits: RoomLimits.Default with { Unpaid = 3 }).Fill();
        using JobRunner runner = Runner(small.Room);
        await runner.StartAsync(TestContext.Current.CancellationToken);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob($"job-{i}")));
            await IdleAsync(runner);
        }

        SignedDocument<Job> oneMore = SampleRoom.SignJob("one-more");
        Assert.Equal(Submission.TooManyUnpaid, await runner.SubmitAsync(oneMore));
        Assert.Null(small.Room.Jobs.Find(oneMore.Document.Id));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("job-0")));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(SampleRoom.SignJob("of-another", "publisher")));

        small.Room.Clock.NotBefore(small.Room.Clock.Now + TimeSpan.FromHours(24));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(oneMore));
        await IdleAsync(runner);
        await runner.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Large_jobs_wait_up_to_their_bytes_and_not_to_their_number()
    {
        using JobRunner runner = Runner(_room.Room);
        byte[] blanks = [.. Enumerable.Repeat((byte)' ', 250_000)];
        SignedDocument<Job> Large(int i, string requester = "advertiser") => SampleDocuments.Open<Job>(TestMessage.Sign1(
            [.. SampleDocuments.Payload(SampleRoom.SignJob($"job-{requester}-{i}", requester).Document), .. blanks], Job.ContentType, requester));
        int fit = (int)(JobRunner.MostWaitingBytes / Large(0).Encoded.Length);
        for (int i = 0; i < fit; i++)
        {
            Assert.Equal(Submission.Accepted, await runner.SubmitAsync(Large(i)));
        }

        Assert.InRange(fit, 10, 20);
        Assert.Equal(Submission.QueueFull, await runner.SubmitAsync(Large(fit)));
        Assert.Equal(Submission.Accepted, await runner.SubmitAsync(Large(0, "publisher")));
    }

    [Fact]
    public void Jobs_that_spend_nothing_have_so_many_bytes_a_day()
    {
        UnpaidJobs unpaid = new(1_000);
        PartyId party = PartyId.Parse("advertiser");
        DateTimeOffset now = _room.Room.Clock.Now;
        unpaid.Count(party, UnpaidJobs.MostBytes - 1, now);
        Assert.True(unpaid.Allows(party, now));
        unpaid.Count(party, 1, now.AddHours(1));
        Assert.False(unpaid.Allows(party, now.AddHours(23)));
        Assert.True(unpaid.Allows(party, now.AddHours(24)));
    }

    private static async Task IdleAsync(JobRunner runner)
    {
        while (runner.Unfinished > 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // The place is freed right after the end is shown.
        await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private async Task<JobRecord> WaitAsync(JobId id)
    {
        while (_room.Room.Jobs.Find(id)!.State == JobState.Running)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // The place is freed right after the record is written.
        await Task.Delay(50, TestContext.Current.CancellationToken);
        return _room.Room.Jobs.Find(id)!;
    }

    /// <summary>A runner whose security processor answers what nobody expects.</summary>
    private JobRunner Runner() => Runner(_room.Room);

    private static JobRunner Runner(Room room, ILogger<JobRunner>? logger = null)
    {
        AttestationServiceClient service = new(new BrokenEvidence(), room.Anchors, room.Agreement, room.Keys, room.Clock);
        AdmitStep admit = new(room);
        JobPipeline pipeline = new(admit, new AttestStep(service), new UnlockStep(room, new HeldKeys()), new SpendStep(room, admit), new SignStep(room));
        return new JobRunner(room, pipeline, logger ?? NullLogger<JobRunner>.Instance);
    }

    private sealed class LoggedEvents : ILogger<JobRunner>
    {
        private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();

        public IEnumerable<(int Id, string Text)> Lines => _lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue((eventId.Id, formatter(state, exception)));
    }

    private sealed class BrokenEvidence : IEvidenceSource
    {
        public Task<Evidence> FetchAsync(RuntimeClaims claims, CancellationToken cancellationToken) => throw new InvalidDataException("a broken device");

        public void Dispose()
        {
        }
    }
}
