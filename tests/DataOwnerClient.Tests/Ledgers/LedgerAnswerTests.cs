using System.Text;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Ledger;
using EnclaveCleanRoom.DataOwnerClient.Ledgers;

namespace EnclaveCleanRoom.DataOwnerClient.Tests.Ledgers;

/// <summary>Which earlier result answered a job, by the ledger's entries alone.</summary>
public sealed class LedgerAnswerTests
{
    private static readonly JobId s_job = JobId.Parse("job-2");
    private static readonly LedgerEntry s_recorded = Entry(LedgerEntryKind.Recorded, """{"job":"job-1","question":"any"}""");
    private static readonly LedgerEntry s_answered = Entry(LedgerEntryKind.Answered, """{"job":"job-2","by":"job-1"}""");

    [Fact]
    public void An_answer_names_its_ground() =>
        Assert.Equal(new LedgerAnswer(s_job, JobId.Parse("job-1"), 2, 3), LedgerAnswer.Find([Entry(LedgerEntryKind.Instance, "{}"), s_recorded, s_answered], s_job));

    [Fact]
    public void A_job_that_was_not_answered_from_the_record_has_none()
    {
        Assert.Null(LedgerAnswer.Find([s_recorded, s_answered], JobId.Parse("job-1")));
        Assert.Null(LedgerAnswer.Find([], s_job));
    }

    [Fact]
    public void An_answer_before_its_ground_is_no_ledger()
    {
        Assert.Contains("which answers nothing there", Assert.Throws<ClientException>(() => LedgerAnswer.Find([s_answered, s_recorded], s_job)).Message, StringComparison.Ordinal);
        Assert.Throws<ClientException>(() => LedgerAnswer.Find([s_answered], s_job));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"by":"job-1"}""")]
    [InlineData("""{"job":7,"by":"job-1"}""")]
    [InlineData("""{"job":null,"by":"job-1"}""")]
    [InlineData("""{"job":"No Name","by":"job-1"}""")]
    [InlineData("""{"job":"job-2"}""")]
    public void An_unreadable_entry_is_no_ledger(string body) =>
        Assert.Contains("ledger entry 2", Assert.Throws<ClientException>(() => LedgerAnswer.Find([s_recorded, Entry(LedgerEntryKind.Answered, body)], s_job)).Message, StringComparison.Ordinal);

    private static LedgerEntry Entry(LedgerEntryKind kind, string body) => new(kind, 0, Encoding.UTF8.GetBytes(body));
}
