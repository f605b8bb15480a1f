using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Rows drawn without replacement, in an order that is the same for every size.</summary>
internal static class Subsample
{
    /// <summary>Steps of <see cref="Equivalent"/>.</summary>
    public const int Halvings = 12;

    private static readonly ulong[] s_seed = [1, 2, 3, 4];

    /// <summary>The share of a table's rows that is so far from it, on the mean over some sets of columns. The distance falls as the sample grows, up to the luck of drawing, which one order of rows for all sizes keeps small.</summary>
    public static double Equivalent(DiscreteTable table, double distance, int[][] sets, int threads)
    {
        (double low, double high) = (0, 1);
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = (low + high) / 2;
            int rows = Math.Max(1, (int)(middle * table.Rows));
            (low, high) = MarginalDistance.MeanL1(table, Of(table, rows), sets, threads) > distance ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

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
