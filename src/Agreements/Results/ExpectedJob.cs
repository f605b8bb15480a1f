using EnclaveCleanRoom.Agreements.Documents;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Attestation;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>
/// Which job a result must answer: every job of an agreement gives a genuine result, and whoever hands one over could hand over another. A job's name may come again, on a
/// ledger begun anew; its signed bytes do not, so whoever asked compares those.
/// </summary>
public sealed record ExpectedJob
{
    private ExpectedJob()
    {
    }

    /// <summary>Whichever job it is: for a reader who asked for none in particular, and is told which it is.</summary>
    public static ExpectedJob Any { get; } = new();

    /// <summary>The job's name, or <see langword="null"/> for any.</summary>
    public JobId? Id { get; private init; }

    /// <summary>SHA-256 of the job's signed payload, or <see langword="null"/> where nobody knows it.</summary>
    public Digest256? Digest { get; private init; }

    /// <summary>The job as it was signed, where the reader has it.</summary>
    public SignedDocument<Job>? Asked { get; private init; }

    /// <summary>The question that must be the result's, or <see langword="null"/> where the reader knows none.</summary>
    public Query? Query { get; private init; }

    /// <summary>Of an earlier job: the digest of the question that its result answers, over agreement, code, query and data; see <see cref="QuestionDigest"/>.</summary>
    public Digest256? Question { get; private init; }

    /// <summary>What cannot be compared for want of the signed job, as a sentence; empty when everything can.</summary>
    internal string NotChecked => Query is not null ? ""
        : Digest is not null || Question is not null ? "who asked, and what: the signed job is not at hand, and the room's word about it is taken"
        : Id is not null ? "that the result is of this very job: another one of the same name, asked earlier, would pass. Hand in the signed job"
        : "to which job and question the result belongs: any genuine result under this agreement passes";

    /// <summary>The job that was asked: its every byte, so name, requester, instance, time and question.</summary>
    /// <param name="job">The job as it was signed.</param>
    public static ExpectedJob Exactly(SignedDocument<Job> job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return new ExpectedJob { Id = job.Document.Id, Digest = job.Digest, Asked = job, Query = job.Document.Query };
    }

    /// <summary>A job whose signed bytes are not at hand, by what its room says of it.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="digest">SHA-256 of its signed payload, from an appraised instance.</param>
    /// <param name="query">The question, where the reader knows it.</param>
    public static ExpectedJob Exactly(JobId id, Digest256 digest, Query? query = null) => new() { Id = id, Digest = digest, Query = query };

    /// <summary>A job by its name alone. A result of an earlier job of the same name passes: for whoever has nothing else.</summary>
    /// <param name="id">Its name.</param>
    public static ExpectedJob Named(JobId id) => new() { Id = id };

    /// <summary>An earlier job that asked the same of the same data by the same code: a room answers a question that was asked before with the result that it has.</summary>
    /// <param name="id">The earlier job, as the room named it.</param>
    /// <param name="question">The digest of the question that its result answers, from an appraised instance.</param>
    /// <param name="query">The question that was asked now, which must be the result's; <see langword="null"/> for a reader who did not ask.</param>
    public static ExpectedJob Answering(JobId id, Digest256 question, Query? query) => new() { Id = id, Question = question, Query = query };
}
