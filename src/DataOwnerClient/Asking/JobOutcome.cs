using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Agreements.Results;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.DataOwnerClient.Asking;

/// <summary>What came of a job: a signed result, the reasons of a denial, or neither.</summary>
/// <param name="Job">The job that was asked, which a result must answer.</param>
/// <param name="SignedResult">The COSE_Sign1, decrypted; nothing about it is verified yet.</param>
/// <param name="Denial">Why it was denied, each as one line.</param>
/// <param name="Ending">How it ended.</param>
internal sealed record JobOutcome(JobId Job, byte[]? SignedResult, IReadOnlyList<string> Denial, JobEnding Ending = JobEnding.Answered)
{
    /// <summary>The job as its asker signed it; <see langword="null"/> for a recipient who did not ask.</summary>
    internal SignedDocument<Job>? Asked { get; init; }

    /// <summary>SHA-256 of the job's signed payload, as the room has it.</summary>
    internal Digest256 Digest { get; init; }

    /// <summary>The earlier job whose result answers it at no cost; <see langword="null"/> when its own does.</summary>
    internal JobId? AnsweredBy { get; init; }

    /// <summary>With <see cref="AnsweredBy"/>: the digest of the question that the earlier job's result answers, as the room's ledger has it.</summary>
    internal Digest256 AnsweredQuestion { get; init; }

    /// <summary>Which job the result must answer.</summary>
    /// <param name="query">The question of a job whose signed bytes are not at hand any more, where it is known.</param>
    internal ExpectedJob Expected(Query? query = null) =>
        AnsweredBy is { } earlier ? ExpectedJob.Answering(earlier, AnsweredQuestion, Asked?.Document.Query ?? query)
        : Asked is not null ? ExpectedJob.Exactly(Asked)
        : ExpectedJob.Exactly(Job, Digest, query);
}
