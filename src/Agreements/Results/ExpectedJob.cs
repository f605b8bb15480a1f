using EnclaveCleanRoom.Agreements.Queries;

namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Which job a result must answer: every job of an agreement gives a genuine result, and whoever hands it over could hand over another.</summary>
public sealed record ExpectedJob
{
    private ExpectedJob(JobId? id, Query? query = null) => (Id, Query) = (id, query);

    /// <summary>Whichever job it is: for a reader who asked for none in particular, and is told which it is.</summary>
    public static ExpectedJob Any { get; } = new((JobId?)null);

    /// <summary>The job, or <see langword="null"/> for any.</summary>
    public JobId? Id { get; }

    /// <summary>The job that was asked.</summary>
    /// <param name="id">Its id.</param>
    public static ExpectedJob Exactly(JobId id) => new(id);

    /// <summary>The question it must be an answer to, or <see langword="null"/> for that job's, whatever it was.</summary>
    public Query? Query { get; }

    /// <summary>An earlier job that asked the same, in every parameter: a room answers a question that was asked before with the result that it has.</summary>
    /// <param name="id">The earlier job, as the room named it.</param>
    /// <param name="query">The question that was asked now.</param>
    public static ExpectedJob Answering(JobId id, Query query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ExpectedJob(id, query);
    }

    internal bool Is(Result found) => (Id is not { } wanted || wanted == found.Job) && (Query is null || Query.IsSameAs(found.Query));
}
