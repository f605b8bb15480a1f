using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>Each pair of a person and a group that has rows, once, with how many: what is counted where people count and not rows.</summary>
internal sealed class PersonGroups
{
    private PersonGroups(int[] people, int[] groups, int[] rows) => (People, Groups, Rows) = (people, groups, rows);

    /// <summary>The person of each pair.</summary>
    internal int[] People { get; }

    /// <summary>The group of each pair.</summary>
    internal int[] Groups { get; }

    /// <summary>The rows of each pair, at least 1.</summary>
    internal int[] Rows { get; }

    /// <summary>Counts rows; linear in their number.</summary>
    /// <param name="people">The person of each row, -1 for rows that do not count.</param>
    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> less 1.</param>
    /// <param name="personCount">People are 0 to this less 1.</param>
    /// <param name="groupCount">The number of groups.</param>
    internal static PersonGroups Count(int[] people, int[] groups, int personCount, int groupCount)
    {
        PersonRows byPerson = new(people, personCount);
        (List<int> pairPeople, List<int> pairGroups, List<int> pairRows) = ([], [], []);
        int[] counts = new int[groupCount];
        for (int person = 0; person < personCount; person++)
        {
            ReadOnlySpan<int> rows = byPerson.Rows.AsSpan()[byPerson.RangeOf(person)];
            foreach (int row in rows)
            {
                counts[groups[row]]++;
            }

            foreach (int row in rows)
            {
                // The first row of a group stands for all of them: its count is taken away here.
                int group = groups[row];
                if (counts[group] > 0)
                {
                    pairPeople.Add(person);
                    pairGroups.Add(group);
                    pairRows.Add(counts[group]);
                    counts[group] = 0;
                }
            }
        }

        return new PersonGroups([.. pairPeople], [.. pairGroups], [.. pairRows]);
    }
}
