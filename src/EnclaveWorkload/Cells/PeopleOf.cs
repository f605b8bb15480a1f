using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>Who is in a segment, for each person; decided by the person's own rows of the tables it speaks of.</summary>
internal static class PeopleOf
{
    /// <summary>The table whose rows decide.</summary>
    internal static DatasetId TableOf(ProfileSegment segment, DatasetId partner) => segment switch
    {
        OutcomeSegment outcome => outcome.Label.Dataset,
        ValueSegment value => value.Filter.Column.Dataset,
        _ => partner,
    };

    /// <summary>The column that is read, or <see langword="null"/> where the ids say it.</summary>
    internal static ColumnReference? ColumnOf(ProfileSegment segment) => segment switch
    {
        OutcomeSegment outcome => outcome.Label,
        ValueSegment value => value.Filter.Column,
        _ => null,
    };

    internal static bool[] Segment(Agreement agreement, JoinedTable table, ProfileSegment segment, DatasetId partner)
    {
        JoinedSide side = table.SideOf(TableOf(segment, partner));
        switch (segment)
        {
            case OutcomeSegment outcome:
                return WithOutcome(table, side, outcome.Label.Column);
            case ValueSegment value:
                ValueCells cells = new(KeptByFilters.VocabularyOf(agreement, value.Filter.Column));
                bool[] kept = KeptByFilters.Kept(cells, value.Filter);
                return [.. PersonCells.Read(table, side, value.Filter.Column.Column, cells).Select(cell => cell >= 0 && kept[cell])];
            default:
                return In(table, partner);
        }
    }

    /// <summary>Who occurs in a table.</summary>
    internal static bool[] In(JoinedTable table, DatasetId dataset)
    {
        JoinedSide side = table.SideOf(dataset);
        int bit = 1 << table.Sides.Index().First(each => each.Item == side).Index;
        return [.. Enumerable.Range(0, table.People.Count).Select(person => (table.People.TablesOf(person) & bit) != 0)];
    }

    private static bool[] WithOutcome(JoinedTable table, JoinedSide side, string label)
    {
        bool[] positive = Labels.Read(side.Table, label);
        bool[] people = new bool[table.People.Count];
        for (int row = 0; row < positive.Length; row++)
        {
            if (positive[row] && side.People[row] >= 0)
            {
                people[side.People[row]] = true;
            }
        }

        return people;
    }
}
