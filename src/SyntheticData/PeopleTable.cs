namespace EnclaveCleanRoom.SyntheticData;

/// <summary>Rows of codes whose people are told apart, by numbers that mean nothing else.</summary>
public sealed class PeopleTable
{
    private readonly int[] _people;

    /// <summary>Rows of people; takes the array over.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="people">The person of each row, 0 or more; nobody is in two tables of one check.</param>
    /// <exception cref="ArgumentException">There is not one person a row.</exception>
    public PeopleTable(DiscreteTable table, int[] people)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(people);
        if (people.Length != table.Rows || people.Any(person => person < 0))
        {
            throw new ArgumentException("There is one person for each row, 0 or more.", nameof(people));
        }

        (Table, _people) = (table, people);
    }

    /// <summary>The rows.</summary>
    public DiscreteTable Table { get; }

    internal ReadOnlySpan<int> People => _people;

    /// <summary>One row of each person, the first: who the person's other rows are of does not matter to it.</summary>
    internal int[] FirstRows()
    {
        HashSet<int> seen = [];
        return [.. Enumerable.Range(0, _people.Length).Where(row => seen.Add(_people[row]))];
    }
}
