namespace EnclaveCleanRoom.EnclaveWorkload.Joining;

/// <summary>A table's rows by person: each person's rows lie side by side, in the table's order.</summary>
internal sealed class PersonRows
{
    private readonly int[] _starts;

    /// <param name="people">The person of each row, -1 for nobody.</param>
    /// <param name="personCount">People are 0 to this less 1.</param>
    internal PersonRows(ReadOnlySpan<int> people, int personCount)
    {
        _starts = new int[personCount + 1];
        int known = 0;
        foreach (int person in people)
        {
            if (person >= 0)
            {
                _starts[person + 1]++;
                known++;
            }
        }

        for (int person = 0; person < personCount; person++)
        {
            _starts[person + 1] += _starts[person];
        }

        int[] next = _starts[..personCount];
        int[] rows = new int[known];
        for (int row = 0; row < people.Length; row++)
        {
            if (people[row] >= 0)
            {
                rows[next[people[row]]++] = row;
            }
        }

        Rows = rows;
    }

    internal int PersonCount => _starts.Length - 1;

    /// <summary>The rows that belong to somebody, person after person.</summary>
    internal int[] Rows { get; }

    /// <summary>Where a person's rows lie in <see cref="Rows"/>.</summary>
    internal Range RangeOf(int person) => _starts[person].._starts[person + 1];
}
