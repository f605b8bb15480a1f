using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Creative;

/// <summary>
/// Where a person counts for a group of exposures: by how many there were up to the first response, or in all where none followed, and by whether there was a response.
/// It depends on the person's own exposures alone, and not on the order of rows.
/// </summary>
internal sealed class ResponseCells
{
    private ResponseCells(int[] people, int[] groups, int[] cells) => (People, Groups, Cells) = (people, groups, cells);

    /// <summary>The person of each pair of a person and a group.</summary>
    internal int[] People { get; }

    /// <summary>The group of each pair.</summary>
    internal int[] Groups { get; }

    /// <summary>The cell of each pair: twice the frequency less 1, up to the cap, and one more without a response.</summary>
    internal int[] Cells { get; }

    /// <summary>Goes through everybody's exposures in their order in time; of exposures at one moment those without a response come first.</summary>
    /// <param name="people">The person of each row, -1 for rows that do not count.</param>
    /// <param name="groups">The group of each row, 0 to <paramref name="groupCount"/> less 1.</param>
    /// <param name="responses">Whether a response followed each row.</param>
    /// <param name="moments">When each row was; those without a moment do not count.</param>
    /// <param name="personCount">People are 0 to this less 1.</param>
    /// <param name="groupCount">The number of groups.</param>
    /// <param name="cap">Frequencies from this one on share cells.</param>
    internal static ResponseCells Of(int[] people, int[] groups, bool[] responses, Instants moments, int personCount, int groupCount, int cap)
    {
        PersonRows byPerson = new(moments.Present(people), personCount);
        (List<int> pairPeople, List<int> pairGroups, List<int> pairCells) = ([], [], []);
        int[] counts = new int[groupCount];
        bool[] responded = new bool[groupCount];
        for (int person = 0; person < personCount; person++)
        {
            Span<int> rows = byPerson.Rows.AsSpan()[byPerson.RangeOf(person)];
            rows.Sort((first, second) => (moments[first], responses[first]).CompareTo((moments[second], responses[second])));
            foreach (int row in rows)
            {
                int group = groups[row];
                counts[group] += responded[group] ? 0 : 1;
                responded[group] |= responses[row];
            }

            foreach (int row in rows)
            {
                // The first row of a group stands for all of them: its count is taken away here.
                int group = groups[row];
                if (counts[group] > 0)
                {
                    pairPeople.Add(person);
                    pairGroups.Add(group);
                    pairCells.Add((2 * (Math.Min(counts[group], cap) - 1)) + (responded[group] ? 0 : 1));
                    (counts[group], responded[group]) = (0, false);
                }
            }
        }

        return new ResponseCells([.. pairPeople], [.. pairGroups], [.. pairCells]);
    }
}
