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
}
