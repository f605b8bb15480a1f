namespace EnclaveCleanRoom.SyntheticData.Tests;

/// <summary>Small made tables.</summary>
internal static class Tables
{
    /// <summary>A chain: each column is the one before it, blurred. The first two forbid that codes 0 and 1 stand together.</summary>
    public static DiscreteTable Chain(int rows, int seed, params int[] sizes)
    {
        Random random = new(seed);
        DiscreteDomain domain = new(sizes.Select((size, column) => new DiscreteColumn($"c{column}", size, isOrdered: column % 2 == 1)), [new StructuralZero(0, 0, 1, 1)]);
        ushort[][] columns = [.. sizes.Select(_ => new ushort[rows])];
        for (int row = 0; row < rows; row++)
        {
            do
            {
                for (int column = 0; column < sizes.Length; column++)
                {
                    columns[column][row] = column > 0 && random.Next(4) > 0
                        ? (ushort)(columns[column - 1][row] % sizes[column])
                        : (ushort)random.Next(sizes[column]);
                }
            }
            while (columns[0][row] == 0 && columns[1][row] == 1);
        }

        return new DiscreteTable(domain, columns);
    }

    /// <summary>The same rows but for those of <paramref name="without"/>.</summary>
    public static DiscreteTable Without(DiscreteTable table, ISet<int> without) => new(
        table.Domain,
        [.. Enumerable.Range(0, table.Domain.Columns.Length).Select(column => table.Column(column).ToArray().Where((_, row) => !without.Contains(row)).ToArray())]);
}
