namespace EnclaveCleanRoom.Boosting;

/// <summary>What is known of rows besides their features.</summary>
public sealed record RowInformation
{
    /// <summary>One label a row, finite. Classes are numbered from 0.</summary>
    public required ReadOnlyMemory<double> Labels { get; init; }

    /// <summary>One weight a row, finite and not negative; empty means that all weigh 1.</summary>
    public ReadOnlyMemory<double> Weights { get; init; }

    /// <summary>
    /// The raw score that each row starts from, finite; empty means none. With several classes row after row. They are no part of the model:
    /// its predictions leave them out.
    /// </summary>
    public ReadOnlyMemory<double> InitialScores { get; init; }

    /// <summary>The group (user, query, session) of each row, for <see cref="Metric.GroupAuc"/>; empty means none. Rows of a group need not stand together.</summary>
    public ReadOnlyMemory<int> Groups { get; init; }

    /// <summary>
    /// A model to go on from: rows start from its raw scores, and its trees become the first of the model that is trained. Null for none.
    /// </summary>
    public Booster? InitialModel { get; init; }
}
