namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Rows to train on: a column for each feature, an outcome and a person for each row. A plain value that refers to the arrays it was made from.</summary>
/// <remarks>Rows are bounded already: what of a person is kept, at most the plan's rows a person, depends on that person's rows and a secret order alone.</remarks>
public sealed class PrivateExamples
{
    /// <summary>Rows to train on.</summary>
    /// <param name="columns">One for each feature of the plan, in its order; all of one length.</param>
    /// <param name="labels">The outcome of each row: whether it is positive.</param>
    /// <param name="people">The person of each row, 0 to one below <paramref name="peopleCount"/>.</param>
    /// <param name="peopleCount">How many people there may be; not released and not used but to size an array.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a person is out of range.</exception>
    public PrivateExamples(IReadOnlyList<PrivateColumn> columns, ReadOnlyMemory<bool> labels, ReadOnlyMemory<int> people, int peopleCount)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(peopleCount);
        if (labels.Length != people.Length || columns.Any(column => column.RowCount != labels.Length))
        {
            throw new ArgumentException("There must be a value of each column, an outcome and a person for each row.", nameof(columns));
        }

        foreach (int person in people.Span)
        {
            if (person < 0 || person >= peopleCount)
            {
                throw new ArgumentException("A person is out of range.", nameof(people));
            }
        }

        (Columns, Labels, People, PeopleCount) = ([.. columns], labels, people, peopleCount);
    }

    /// <summary>The number of rows.</summary>
    public int RowCount => Labels.Length;

    /// <summary>The columns, in the order of the plan's features.</summary>
    public IReadOnlyList<PrivateColumn> Columns { get; }

    /// <summary>The outcome of each row.</summary>
    public ReadOnlyMemory<bool> Labels { get; }

    /// <summary>The person of each row.</summary>
    public ReadOnlyMemory<int> People { get; }

    /// <summary>How many people there may be.</summary>
    public int PeopleCount { get; }

    /// <summary>Rows of which each is a person of its own.</summary>
    /// <param name="columns">One for each feature of the plan, in its order; all of one length.</param>
    /// <param name="labels">The outcome of each row.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static PrivateExamples OneRowAPerson(IReadOnlyList<PrivateColumn> columns, ReadOnlyMemory<bool> labels) =>
        new(columns, labels, Enumerable.Range(0, labels.Length).ToArray(), labels.Length);
}
