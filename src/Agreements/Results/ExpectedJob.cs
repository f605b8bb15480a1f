namespace EnclaveCleanRoom.Agreements.Results;

/// <summary>Which job a result must answer: every job of an agreement gives a genuine result, and whoever hands it over could hand over another.</summary>
public sealed record ExpectedJob
{
    private ExpectedJob(JobId? id) => Id = id;

    /// <summary>Whichever job it is: for a reader who asked for none in particular, and is told which it is.</summary>
    public static ExpectedJob Any { get; } = new((JobId?)null);

    /// <summary>The job, or <see langword="null"/> for any.</summary>
    public JobId? Id { get; }

    /// <summary>The job that was asked.</summary>
    /// <param name="id">Its id.</param>
    public static ExpectedJob Exactly(JobId id) => new(id);

    internal bool Is(JobId found) => Id is not { } wanted || wanted == found;
}
