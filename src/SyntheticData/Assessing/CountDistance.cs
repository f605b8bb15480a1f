namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>
/// How far the counts of true rows are from those that made rows say, as whole numbers: the sum over the cells of |true count - round(made count · scale)|. A true row more or less moves one cell's term by at most one, whatever
/// the made rows, so K rows of a person move the sum of <c>s</c> sets by at most s·K.
/// </summary>
internal static class CountDistance
{
    private const double MostCells = 1 << 22;

    /// <summary>The sum over sets of columns.</summary>
    /// <param name="true">The true rows.</param>
    /// <param name="made">The made rows, at least one.</param>
    /// <param name="rows">How many true rows the made ones stand for; from noisy figures.</param>
    /// <param name="sets">Sets of columns.</param>
    /// <param name="threads">At most so many at a time.</param>
    public static long Sum(DiscreteTable @true, DiscreteTable made, double rows, int[][] sets, int threads)
    {
        double scale = rows / made.Rows;
        long[] distances = new long[sets.Length];
        Parallel.For(0, sets.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(threads, 1) }, set => distances[set] = Of(@true, made, scale, sets[set]));
        return distances.Sum();
    }

    private static long Of(DiscreteTable @true, DiscreteTable made, double scale, int[] columns) => @true.Domain.Cells(columns) <= MostCells
        ? InArrays(CellsOf(@true, columns), CellsOf(made, columns), scale, (int)@true.Domain.Cells(columns))
        : InDictionary(RowSums.Of(@true, columns), RowSums.Of(made, columns), scale);

    private static long InArrays(int[] rows, int[] others, double scale, int cells)
    {
        (int[] counts, int[] made) = (new int[cells], new int[cells]);
        foreach (int cell in rows)
        {
            counts[cell]++;
        }

        foreach (int cell in others)
        {
            made[cell]++;
        }

        long distance = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            distance += Term(counts[cell], made[cell], scale);
        }

        return distance;
    }

    private static long InDictionary(ulong[] rows, ulong[] others, double scale)
    {
        Dictionary<ulong, (long True, long Made)> cells = [];
        foreach (ulong cell in rows)
        {
            (long count, long other) = cells.GetValueOrDefault(cell);
            cells[cell] = (count + 1, other);
        }

        foreach (ulong cell in others)
        {
            (long count, long other) = cells.GetValueOrDefault(cell);
            cells[cell] = (count, other + 1);
        }

        return cells.Values.Sum(cell => Term(cell.True, cell.Made, scale));
    }

    private static long Term(long count, long made, double scale) => Math.Abs(count - (long)Math.Round(made * scale));

    private static int[] CellsOf(DiscreteTable table, int[] columns)
    {
        int[] cells = new int[table.Rows];
        foreach (int column in columns)
        {
            ReadOnlySpan<ushort> codes = table.Column(column);
            int size = table.Domain.Columns[column].Codes;
            for (int row = 0; row < cells.Length; row++)
            {
                cells[row] = (cells[row] * size) + codes[row];
            }
        }

        return cells;
    }
}
