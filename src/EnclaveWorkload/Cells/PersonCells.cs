using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>
/// The cell of each person by one column of a table: that of the person's most frequent value there (<see cref="PersonMode"/>). Whoever has no row in
/// the table has no cell. It depends on the person's own rows of that table alone.
/// </summary>
internal static class PersonCells
{
    /// <returns>A cell for each person, -1 for people who are not in the table.</returns>
    internal static int[] Read(JoinedTable table, JoinedSide side, string column, ValueCells cells)
    {
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(column));
        PersonRows people = new(side.People, table.People.Count);
        int[] ofCode = cells.OfCodes(categories);
        int[] modes = PersonMode.Of(people, categories);
        for (int person = 0; person < modes.Length; person++)
        {
            (int start, int length) = people.RangeOf(person).GetOffsetAndLength(people.Rows.Length);
            modes[person] = length == 0 ? -1 : modes[person] < 0 ? cells.Other : ofCode[modes[person]];
        }

        return modes;
    }

    /// <summary>By a numeric column instead: the range in which most of the person's values lie, and of equally many the highest.</summary>
    /// <param name="table">The joined table.</param>
    /// <param name="side">The side that holds the column.</param>
    /// <param name="column">Its name.</param>
    /// <param name="edges">Ascending; each begins a range.</param>
    /// <returns>Ranges are 0 to the number of edges, and one more is for people without a value; -1 for people who are not in the table.</returns>
    internal static int[] Read(JoinedTable table, JoinedSide side, string column, IReadOnlyList<long> edges)
    {
        CodedNumbers numbers = CodedCells.Read(side.Table.Read(column)).Numbers(static number => number);
        int other = edges.Count + 1;
        int[] ofCode = [.. numbers.OfCode.Select(number => double.IsNaN(number) ? other : edges.Count(edge => edge <= number))];
        PersonRows people = new(side.People, table.People.Count);
        int[] counts = new int[other + 1];
        int[] cells = new int[table.People.Count];
        for (int person = 0; person < cells.Length; person++)
        {
            ReadOnlySpan<int> rows = people.Rows.AsSpan()[people.RangeOf(person)];
            Array.Clear(counts);
            foreach (int row in rows)
            {
                counts[ofCode[numbers.Rows[row]]]++;
            }

            cells[person] = rows.Length == 0 ? -1 : MostFrequent(counts.AsSpan(0, other), other);
        }

        return cells;
    }

    private static int MostFrequent(ReadOnlySpan<int> counts, int ifNone)
    {
        (int best, int bestCount) = (ifNone, 1);
        for (int cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] >= bestCount)
            {
                (best, bestCount) = (cell, counts[cell]);
            }
        }

        return best;
    }
}
