using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Agreements.Tests.Samples;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Tests.Results;

/// <summary>Every result under an agreement is genuine; that it is the one of the job that was asked is another matter.</summary>
public sealed class ExpectedJobTests
{
    private static readonly SignedDocument<Job> s_asked = Open(SampleDocuments.Job);

    [Fact]
    public void The_result_of_the_very_job_is_verified_and_nothing_stays_unchecked()
    {
        ResultVerification verification = Verify(ExpectedJob.Exactly(s_asked));
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Assert.Empty(verification.NotChecked);
        Assert.Superset(
            new HashSet<string> { "job", "job as it was signed", "question as it was asked", "asked by", "asked of" },
            verification.Checks.Select(check => check.Claim).ToHashSet());
    }

    [Fact]
    public void Another_question_under_the_same_name_is_refused() => Refused(
        ExpectedJob.Exactly(Open(SampleDocuments.Job with { Query = SampleDocuments.Job.Query with { NanoRho = 999_999 } })), "job as it was signed", "question as it was asked");

    [Fact]
    public void An_old_result_of_a_name_that_came_again_is_refused() =>
        Refused(ExpectedJob.Exactly(Open(SampleDocuments.Job with { IssuedAt = SampleDocuments.Job.IssuedAt.AddSeconds(1) })), "job as it was signed");

    [Fact]
    public void A_result_of_another_instance_or_for_another_requester_is_refused()
    {
        Refused(ExpectedJob.Exactly(Open(SampleDocuments.Job with { Instance = Digest256.Of("another"u8) })), "job as it was signed", "asked of");
        Refused(ExpectedJob.Exactly(Open(SampleDocuments.Job with { Requester = SampleAgreement.Publisher }, "publisher")), "job as it was signed", "asked by");
    }

    [Fact]
    public void Another_job_than_the_one_that_was_named_is_refused_however_genuine_it_is()
    {
        Assert.Equal(VerificationVerdict.Verified, Verify(ExpectedJob.Named(SampleDocuments.Job.Id)).Verdict);
        Refused(ExpectedJob.Named(JobId.Parse("job-2")), "job");
    }

    [Fact]
    public void What_the_room_says_of_a_job_is_compared_where_nobody_has_the_job()
    {
        ResultVerification verification = Verify(ExpectedJob.Exactly(s_asked.Document.Id, s_asked.Digest));
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Assert.Contains("the signed job is not at hand", Assert.Single(verification.NotChecked), StringComparison.Ordinal);
        Refused(ExpectedJob.Exactly(s_asked.Document.Id, Digest256.Of("another job of this name"u8)), "job as it was signed");
        Refused(ExpectedJob.Exactly(s_asked.Document.Id, s_asked.Digest, SampleDocuments.Job.Query with { NanoRho = 1 }), "question as it was asked");
    }

    [Fact]
    public void An_earlier_jobs_result_answers_the_same_question_of_the_same_data_by_the_same_code_alone()
    {
        Digest256 question = QuestionOf("feeds manifest"u8, SampleDocuments.Job.Query);
        ResultVerification verification = Verify(ExpectedJob.Answering(s_asked.Document.Id, question, SampleDocuments.Job.Query));
        Assert.Equal(VerificationVerdict.Verified, verification.Verdict);
        Assert.Empty(verification.NotChecked);
        Assert.Contains("the room's word", Assert.Single(Verify(ExpectedJob.Answering(s_asked.Document.Id, question, null)).NotChecked), StringComparison.Ordinal);

        Refused(ExpectedJob.Answering(s_asked.Document.Id, QuestionOf("newer feeds manifest"u8, SampleDocuments.Job.Query), SampleDocuments.Job.Query), "question of the same data");
        Refused(ExpectedJob.Answering(JobId.Parse("job-3"), question, null), "job");
        Refused(ExpectedJob.Answering(s_asked.Document.Id, question, SampleDocuments.Job.Query with { NanoRho = 1 }), "question as it was asked");
    }

    [Fact]
    public void Who_has_no_job_is_told_what_was_not_compared()
    {
        Assert.Contains("any genuine result under this agreement passes", Assert.Single(Verify(ExpectedJob.Any).NotChecked), StringComparison.Ordinal);
        Assert.Contains("another one of the same name", Assert.Single(Verify(ExpectedJob.Named(s_asked.Document.Id)).NotChecked), StringComparison.Ordinal);
    }

    private static Digest256 QuestionOf(ReadOnlySpan<byte> feeds, Query query) => QuestionDigest.Compute(
        SampleAgreement.Signed.Hash, SampleEvidence.Terms.HostData[0], query, [Digest256.Of(feeds), Digest256.Of("ads manifest"u8)]);

    private static SignedDocument<Job> Open(Job job, string signer = "advertiser") => SampleDocuments.Open<Job>(SampleDocuments.Sign(job, signer));

    private static ResultVerification Verify(ExpectedJob job) =>
        ResultVerifier.Verify(SampleResult.Valid, SampleAgreement.Signed, AgreementAnchor.KnownHash(SampleAgreement.Signed.Hash), job);

    private static void Refused(ExpectedJob job, params string[] claims)
    {
        ResultVerification verification = Verify(job);
        Assert.Equal(VerificationVerdict.Refused, verification.Verdict);
        Assert.Null(verification.Result);
        Assert.Equal(claims, verification.Checks.Where(check => !check.Holds).Select(check => check.Claim));
    }
}
