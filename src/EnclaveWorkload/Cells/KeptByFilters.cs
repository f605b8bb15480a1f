using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>Applies filters on public values: to rows of the table whose rows are counted, and to people of the others.</summary>
internal static class KeptByFilters
{
    /// <summary>The person of each row of the primary table, -1 for nobody and for rows that a filter leaves out.</summary>
    internal static int[] PeopleOfRows(Agreement agreement, JoinedTable table, IReadOnlyList<ValueFilter> filters)
    {
        JoinedSide side = table.Sides[0];
        int[] people = [.. side.People];
        foreach (ValueFilter filter in filters.Where(filter => filter.Column.Dataset == side.Table.Terms.Id))
        {
            ValueCells cells = new(VocabularyOf(agreement, filter.Column));
            bool[] kept = Kept(cells, filter);
            int[] ofRow = RowCells.Read(side, filter.Column.Column, cells);
            for (int row = 0; row < people.Length; row++)
            {
                people[row] = kept[ofRow[row]] ? people[row] : -1;
            }
        }

        return people;
    }

    /// <summary>Who is in a table other than the primary, and has the values that are kept.</summary>
    internal static bool[] PeopleIn(Agreement agreement, JoinedTable table, DatasetId dataset, IReadOnlyList<ValueFilter> filters)
    {
        JoinedSide side = table.SideOf(dataset);
        bool[] people = PeopleOf.In(table, dataset);
        foreach (ValueFilter filter in filters.Where(filter => filter.Column.Dataset == dataset))
        {
            ValueCells cells = new(VocabularyOf(agreement, filter.Column));
            bool[] kept = Kept(cells, filter);
            int[] ofPerson = PersonCells.Read(table, side, filter.Column.Column, cells);
            for (int person = 0; person < people.Length; person++)
            {
                people[person] &= ofPerson[person] >= 0 && kept[ofPerson[person]];
            }
        }

        return people;
    }

    internal static VocabularyDomain VocabularyOf(Agreement agreement, ColumnReference column) =>
        agreement.FindColumn(column)?.Domain as VocabularyDomain
        ?? throw new UnreachableException("Keys and filters have public vocabularies; the agreement's rules check it.");

    internal static bool[] Kept(ValueCells cells, ValueFilter filter) =>
        [.. cells.Values.Select(value => filter.Values.Contains(value)), false];
}
