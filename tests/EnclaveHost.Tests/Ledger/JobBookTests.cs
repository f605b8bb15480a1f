using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class JobBookTests : IDisposable
{
    private static readonly JobId s_id = SampleDocuments.Job.Id;
    private static readonly SignedDocument<Job> s_job = Sign(SampleDocuments.Job);

    private readonly LedgerFolder _folder = new();

    private JobBook Book => new(_folder.Database);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_job_is_recorded_as_running_and_found_whole()
    {
        Assert.Null(Book.RecordOrFind(s_job, SampleAgreement.Now));
        JobRecord found = Book.Find(s_id)!;
        Assert.Equal(
            (s_job.Digest, SampleAgreement.Advertiser, "overlap", JobState.Running),
            (found.Digest, found.Requester, found.Terms, found.State));
        Assert.Empty(found.Denial);
    }

    [Fact]
    public void The_same_id_is_found_and_not_recorded_again()
    {
        Book.RecordOrFind(s_job, SampleAgreement.Now);
        Book.Fail(s_id);
        JobRecord? known = Book.RecordOrFind(s_job, SampleAgreement.Now);
        Assert.Equal((s_job.Digest, JobState.Failed), (known!.Digest, known.State));
    }

    [Fact]
    public void Another_job_of_the_same_id_finds_the_first_and_changes_nothing()
    {
        Book.RecordOrFind(s_job, SampleAgreement.Now);
        SignedDocument<Job> other = Sign(SampleDocuments.Job with { Expires = SampleDocuments.Job.Expires.AddMinutes(1) });
        Assert.Equal(s_job.Digest, Book.RecordOrFind(other, SampleAgreement.Now)!.Digest);
        Assert.Equal(s_job.Digest, Book.Find(s_job.Document.Id)!.Digest);
    }

    [Fact]
    public void A_denial_is_remembered_with_its_reasons()
    {
        DenialReason reason = new() { Code = DenialCode.GrantMissing, Claim = "grant", Found = "none", Wanted = "one", AskedBy = "publisher" };
        Book.RecordOrFind(s_job, SampleAgreement.Now);
        Book.Deny(s_id, [reason]);
        _folder.Reopen();
        JobRecord found = Book.Find(s_id)!;
        Assert.Equal(JobState.Denied, found.State);
        Assert.Equal([reason], found.Denial);
    }

    [Fact]
    public void A_result_is_stored_once_and_read_back()
    {
        Book.RecordOrFind(s_job, SampleAgreement.Now);
        Assert.False(Book.HasResult(s_id));
        Assert.Null(Book.FindResult(s_id));
        Book.Store(s_id, [1, 2, 3]);
        _folder.Reopen();
        Assert.Equal([1, 2, 3], Book.FindResult(s_id)!);
        Assert.Equal(JobState.Done, Book.Find(s_id)!.State);
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Book.Store(s_id, [4]));
        Assert.Equal([1, 2, 3], Book.FindResult(s_id)!);
    }

    [Fact]
    public void Of_what_a_stopped_process_left_only_running_jobs_end_as_failed()
    {
        SignedDocument<Job> done = Sign(SampleDocuments.Job with { Id = JobId.Parse("job-2") });
        Book.RecordOrFind(s_job, SampleAgreement.Now);
        Book.RecordOrFind(done, SampleAgreement.Now);
        Book.Store(done.Document.Id, [1]);
        _folder.Reopen();
        Book.SettleInterrupted();
        Assert.Equal(JobState.Failed, Book.Find(s_id)!.State);
        Assert.Equal(JobState.Done, Book.Find(done.Document.Id)!.State);
    }

    private static SignedDocument<Job> Sign(Job job) => SampleDocuments.Open<Job>(SampleDocuments.Sign(job, "advertiser"));
}
