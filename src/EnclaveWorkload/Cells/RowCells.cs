using EnclaveCleanRoom.EnclaveWorkload.Joining;

namespace EnclaveCleanRoom.EnclaveWorkload.Cells;

/// <summary>The cell of each row of a table by one of its columns.</summary>
internal static class RowCells
{
    internal static int[] Read(JoinedSide side, string column, ValueCells cells)
    {
        CategoryCodes categories = CategoryCodes.Read(side.Table.Read(column));
        int[] ofCode = cells.OfCodes(categories);
        int[] ofRow = new int[side.People.Length];
        for (int row = 0; row < ofRow.Length; row++)
        {
            ofRow[row] = ofCode[categories.Rows[row]];
        }

        return ofRow;
    }
}
