namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>In how many columns a row differs from that of another table which is nearest to it. Two rows differ in at most k columns where they agree when some k columns are left out.</summary>
internal static class ClosestRows
{
    private const double MostWork = 1e8;

    /// <summary>Up to how many columns the distance is told: pairs of columns are left out only where there are not too many pairs and rows.</summary>
    public static int Most(DiscreteTable among, double estimatedRows)
    {
        int columns = among.Domain.Columns.Length;
        return columns * (columns - 1) / 2 * (among.Rows + Math.Max(estimatedRows, 0)) <= MostWork ? 2 : 1;
    }

    /// <summary>The distance of each row, or <paramref name="most"/> + 1 where it is larger, or where there is no other row.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="among">The others.</param>
    /// <param name="most">0, 1 or 2.</param>
    /// <param name="threads">At most so many at a time.</param>
    public static byte[] Distances(DiscreteTable rows, DiscreteTable among, int most, int threads)
    {
        int columns = rows.Domain.Columns.Length;
        ulong[] own = RowSums.Of(rows, Enumerable.Range(0, columns));
        ulong[] others = RowSums.Of(among, Enumerable.Range(0, columns));
        byte[] distances = new byte[rows.Rows];
        distances.AsSpan().Fill((byte)(most + 1));
        for (int level = 0; level <= Math.Min(most, columns); level++)
        {
            int[][] leftOut = [.. MarginalDistance.Sets(columns, level)];
            byte found = (byte)level;

            // All threads write the same value, so their order does not matter.
            Parallel.For(0, leftOut.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, () => new HashSet<ulong>(others.Length), (set, _, known) =>
            {
                known.Clear();
                for (int row = 0; row < others.Length; row++)
                {
                    known.Add(Without(others[row], among, row, leftOut[set]));
                }

                for (int row = 0; row < own.Length; row++)
                {
                    if (distances[row] > found && known.Contains(Without(own[row], rows, row, leftOut[set])))
                    {
                        distances[row] = found;
                    }
                }

                return known;
            }, _ => { });
        }

        return distances;
    }

    private static ulong Without(ulong sum, DiscreteTable table, int row, int[] columns)
    {
        foreach (int column in columns)
        {
            sum = unchecked(sum - RowSums.Mix(column, table.Column(column)[row]));
        }

        return sum;
    }
}
