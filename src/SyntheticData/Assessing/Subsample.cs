using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Rows drawn without replacement, in an order that is the same for every size.</summary>
internal static class Subsample
{
    private static readonly ulong[] s_seed = [1, 2, 3, 4];

    public static DiscreteTable Of(DiscreteTable table, int rows)
    {
        int[] order = [.. Enumerable.Range(0, table.Rows)];
        SeededWords words = new(s_seed, 0);
        for (int drawn = 0; drawn < rows; drawn++)
        {
            int other = drawn + words.NextBelow(order.Length - drawn);
            (order[drawn], order[other]) = (order[other], order[drawn]);
        }

        ushort[][] columns = [.. Enumerable.Range(0, table.Domain.Columns.Length).Select(column =>
        {
            ushort[] codes = table.Codes(column);
            return order.Take(rows).Select(row => codes[row]).ToArray();
        })];
        return new DiscreteTable(table.Domain, columns);
    }
}
