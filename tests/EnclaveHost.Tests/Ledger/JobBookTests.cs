using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Admission;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveHost.Jobs;
using EnclaveCleanRoom.EnclaveHost.Ledger;
using EnclaveCleanRoom.EnclaveHost.Tests.Rooms;

namespace EnclaveCleanRoom.EnclaveHost.Tests.Ledger;

public sealed class JobBookTests : IDisposable
{
    private static readonly JobId s_id = SampleDocuments.Job.Id;
    private static readonly SignedDocument<Job> s_job = Sign(SampleDocuments.Job);

    private static readonly Digest256 s_question = new(new byte[32]);

    private readonly LedgerFolder _folder = new();

    public JobBookTests() => Book = Open();

    private JobBook Book { get; set; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_job_is_recorded_as_running_and_found_whole()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        JobRecord found = Book.Find(s_id)!;
        Assert.Equal(
            (s_job.Digest, SampleAgreement.Advertiser, "overlap", JobState.Running),
            (found.Digest, found.Requester, found.Terms, found.State));
        Assert.Empty(found.Denial);
    }

    [Fact]
    public async Task The_same_id_is_not_recorded_again_by_this_instance_nor_by_the_next()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Book.RecordAsync(s_job, SampleAgreement.Now));
        Reopen();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Book.RecordAsync(s_job, SampleAgreement.Now));
        Assert.Equal(s_job.Digest, Book.Find(s_id)!.Digest);
    }

    [Fact]
    public async Task A_denial_is_shown_with_its_reasons_and_written_with_the_stable_names_of_their_codes()
    {
        DenialReason reason = new() { Code = DenialCode.GrantMissing, Claim = "grant", Found = "none", Wanted = "one", AskedBy = "publisher" };
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        Book.Deny(s_id, [reason]);
        Assert.Equal(JobState.Denied, Book.Find(s_id)!.State);
        Assert.Equal([reason], Book.Find(s_id)!.Denial);
        string written = Assert.Single(_folder.Database.Query("SELECT denial FROM jobs", reader => reader.GetString(0)));
        Assert.Contains("\"Code\":\"GrantMissing\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_stored_once_and_read_back()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        Assert.False(Book.HasResult(s_id));
        Assert.Null(Book.FindResult(s_id));
        Book.Store(s_id, s_question, [1, 2, 3]);
        Assert.Equal(JobState.Done, Book.Find(s_id)!.State);
        Reopen();
        Assert.Equal([1, 2, 3], Book.FindResult(s_id)!);
        Assert.Throws<Microsoft.Data.Sqlite.SqliteException>(() => Book.Store(s_id, s_question, [4]));
        Assert.Equal([1, 2, 3], Book.FindResult(s_id)!);
    }

    [Theory]
    [InlineData(null, nameof(JobState.Denied))]
    [InlineData(ReservationState.Released, nameof(JobState.Denied))]
    [InlineData(ReservationState.Lost, nameof(JobState.Failed))]
    [InlineData(ReservationState.Opened, nameof(JobState.Failed))]
    [InlineData(ReservationState.Stored, nameof(JobState.Done))]
    public async Task What_became_of_an_earlier_instances_job_is_what_the_chain_says_of_its_spend_and_not_what_the_row_says(
        ReservationState? spend, string shown)
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        foreach (JobState claimed in Enum.GetValues<JobState>())
        {
            _folder.Database.Execute(
                "UPDATE jobs SET state = $1, requester = 'stranger', terms = 'model', denial = '[{\"Found\":\"forged\"}]'", (long)claimed);
            Reopen();
            Book.Settle(_ => spend);
            JobRecord found = Book.Find(s_id)!;
            Assert.Equal((shown, SampleAgreement.Advertiser, "overlap"), (found.State.ToString(), found.Requester, found.Terms));
            Assert.DoesNotContain(found.Denial, reason => reason.Found == "forged");
        }
    }

    [Fact]
    public async Task A_job_that_was_interrupted_before_anything_was_opened_is_not_called_spent()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        Reopen();
        Book.Settle(_ => ReservationState.Released);
        DenialReason reason = Assert.Single(Book.Find(s_id)!.Denial);
        Assert.Equal(DenialCode.RoomUnavailable, reason.Code);
        Assert.Contains("nothing was spent", reason.Wanted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_its_requester_did_not_sign_is_damage()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        byte[] edited = s_job.Encoded.ToArray();
        edited[^1] ^= 1;
        _folder.Database.Execute("UPDATE jobs SET encoded = $1", edited);
        Assert.Equal(
            "a recorded job is not what was recorded: SignatureInvalid", Assert.Throws<LedgerDamagedException>(Reopen).Message);
    }

    [Fact]
    public async Task A_result_answers_its_question_for_this_instance_and_the_next_as_long_as_it_is_there()
    {
        SignedDocument<Job> again = Sign(SampleDocuments.Job with { Id = JobId.Parse("job-again") });
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        Assert.Null(Book.FindAnswer(s_question));
        Book.Store(s_id, s_question, [1, 2, 3]);
        await Book.RecordAsync(again, SampleAgreement.Now);
        Book.Answer(again.Document.Id, s_id);
        for (int instance = 0; instance < 2; instance++)
        {
            Assert.Equal(s_id, Book.FindAnswer(s_question));
            Assert.Null(Book.FindAnswer(new Digest256([.. Enumerable.Repeat((byte)1, 32)])));
            Assert.Equal((JobState.Done, s_id), (Book.Find(again.Document.Id)!.State, Book.Find(again.Document.Id)!.AnsweredBy));
            Assert.Null(Book.Find(s_id)!.AnsweredBy);
            Reopen();
            Book.Settle(id => id == s_id ? ReservationState.Stored : null);
        }

        _folder.Database.Execute("DELETE FROM results");
        Assert.Null(Book.FindAnswer(s_question));
    }

    [Fact]
    public async Task A_question_whose_result_was_not_committed_has_no_answer()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        Assert.Throws<InvalidDataException>(() => _folder.Database.Transact<bool>(() =>
        {
            Book.Store(s_id, s_question, [1, 2, 3]);
            throw new InvalidDataException();
        }));
        Assert.Null(Book.FindAnswer(s_question));
        Assert.Equal(JobState.Running, Book.Find(s_id)!.State);
    }

    [Theory]
    [InlineData(LedgerEntryKind.Recorded, "{\"job\":\"job-1\"}")]
    [InlineData(LedgerEntryKind.Recorded, "{\"job\":\"job-1\",\"question\":\"00\"}")]
    [InlineData(LedgerEntryKind.Answered, "{\"job\":\"job-1\",\"by\":\"\"}")]
    [InlineData(LedgerEntryKind.Answered, "no JSON")]
    public void An_entry_about_an_answer_that_makes_no_sense_is_damage(LedgerEntryKind kind, string body)
    {
        _folder.Log.Append(kind, System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Contains("about an answer", Assert.Throws<LedgerDamagedException>(Reopen).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_stands_in_two_rows_is_damage()
    {
        await Book.RecordAsync(s_job, SampleAgreement.Now);
        _folder.Database.Execute("INSERT INTO jobs SELECT 'job-2', digest, requester, terms, encoded, state, denial, at FROM jobs");
        Assert.Contains("recorded twice", Assert.Throws<LedgerDamagedException>(Reopen).Message, StringComparison.Ordinal);
    }

    private JobBook Open() => new(_folder.Database, _folder.Log, SampleAgreement.Signed);

    private void Reopen()
    {
        _folder.Reopen();
        Book = Open();
    }

    private static SignedDocument<Job> Sign(Job job) => SampleDocuments.Open<Job>(SampleDocuments.Sign(job, "advertiser"));
}
