using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>What came of a job: a signed result, the reasons of a denial, or neither.</summary>
/// <param name="Job">The job that was asked, which a result must answer.</param>
/// <param name="SignedResult">The COSE_Sign1, decrypted; nothing about it is verified yet.</param>
/// <param name="Denial">Why it was denied, each as one line.</param>
/// <param name="AnsweredBy">The earlier job whose result answers it at no cost; <see langword="null"/> when its own does.</param>
/// <param name="Ending">How it ended.</param>
internal sealed record JobOutcome(JobId Job, byte[]? SignedResult, IReadOnlyList<string> Denial, JobId? AnsweredBy = null, JobEnding Ending = JobEnding.Answered)
{
    /// <summary>Which job the result must answer.</summary>
    /// <param name="query">The question, where it is known; the result must answer exactly it.</param>
    internal ExpectedJob Expected(Query? query) =>
        query is null || AnsweredBy is null ? ExpectedJob.Exactly(AnsweredBy ?? Job) : ExpectedJob.Answering(AnsweredBy.Value, query);
}
