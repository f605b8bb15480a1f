using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.EnclaveWorkload.Cells;
using EnclaveCleanRoom.EnclaveWorkload.Coding;
using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>The codes of one column on the rows of the primary table: its own value of the row, or the person's most frequent one in a joined table.</summary>
internal static class ColumnOfCodes
{
    /// <returns>For each kept row the place of its value among <see cref="SyntheticColumn.ValuesIn"/>.</returns>
    internal static ushort[] Read(Agreement agreement, JoinedTable table, SyntheticColumn column, int[] people, ReadOnlySpan<int> kept)
    {
        JoinedSide side = table.SideOf(column.Column.Dataset);
        bool isPrimary = ReferenceEquals(side, table.Sides[0]);
        int[] cells = agreement.FindColumn(column.Column)?.Domain switch
        {
            RangeDomain range when isPrimary => OfRows(side, column, range),
            RangeDomain range => PersonCells.Read(table, side, column.Column.Column, column.EdgesOf(range)),
            LabelDomain => [.. Labels.Read(side.Table, column.Column.Column).Select(isPositive => isPositive ? 1 : 0)],
            _ when isPrimary => RowCells.Read(side, column.Column.Column, new ValueCells(KeptByFilters.VocabularyOf(agreement, column.Column))),
            _ => PersonCells.Read(table, side, column.Column.Column, new ValueCells(KeptByFilters.VocabularyOf(agreement, column.Column))),
        };
        ushort[] codes = new ushort[kept.Length];
        for (int i = 0; i < kept.Length; i++)
        {
            codes[i] = (ushort)cells[isPrimary ? kept[i] : people[kept[i]]];
        }

        return codes;
    }

    // Values outside the range fall into its first or last bin; a missing one has the code after the last.
    private static int[] OfRows(JoinedSide side, SyntheticColumn column, RangeDomain range)
    {
        IReadOnlyList<long> edges = column.EdgesOf(range);
        CodedNumbers numbers = CodedCells.Read(side.Table.Read(column.Column.Column)).Numbers(static number => number);
        int[] ofCode = [.. numbers.OfCode.Select(number => double.IsNaN(number) ? column.Bins : edges.Count(edge => edge <= number))];
        int[] cells = new int[side.People.Length];
        for (int row = 0; row < cells.Length; row++)
        {
            cells[row] = ofCode[numbers.Rows[row]];
        }

        return cells;
    }
}
