namespace EnclaveCleanRoom.DataOwnerClient.Synthesis;

/// <summary>How strongly every two columns of made rows go together, from the rows alone: Cramér's V, 0 to 1, corrected for chance.</summary>
/// <remarks>Source: Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", 2013. Of very many rows every so manieth is counted.</remarks>
internal static class Associations
{
    /// <summary>The most rows that are counted.</summary>
    internal const int MostRows = 100_000;

    /// <summary>V by column and column.</summary>
    internal static double[][] Of(SyntheticTable table)
    {
        int step = Math.Max(1, table.Rows / MostRows);
        double[][] found = [.. table.Columns.Select(_ => new double[table.Columns.Count])];
        for (int first = 0; first < table.Columns.Count; first++)
        {
            found[first][first] = 1;
            for (int second = first + 1; second < table.Columns.Count; second++)
            {
                found[first][second] = found[second][first] = Of(table.Columns[first], table.Columns[second], table.Rows, step);
            }
        }

        return found;
    }

    private static double Of(SyntheticTableColumn first, SyntheticTableColumn second, int rows, int step)
    {
        Dictionary<int, int> cells = [];
        (Dictionary<int, int> ofFirst, Dictionary<int, int> ofSecond) = ([], []);
        int counted = 0;
        for (int row = 0; row < rows; row += step, counted++)
        {
            (int x, int y) = (first.Codes[row], second.Codes[row]);
            Add(cells, (x << 16) | y);
            Add(ofFirst, x);
            Add(ofSecond, y);
        }

        // Σ n²/(r·c) over the cells that occur is 1 + χ²/n, with all others counted in.
        double square = cells.Sum(cell => (double)cell.Value / ofFirst[cell.Key >>> 16] * cell.Value / ofSecond[cell.Key & 0xFFFF]) - 1;
        (double high, double wide, double n) = (ofFirst.Count, ofSecond.Count, counted);
        if (high < 2 || wide < 2 || n < 2)
        {
            return 0;
        }

        double corrected = Math.Max(0, square - ((high - 1) * (wide - 1) / (n - 1)));
        double least = Math.Min(high - (Squared(high - 1) / (n - 1)), wide - (Squared(wide - 1) / (n - 1))) - 1;
        return least > 0 ? Math.Min(1, Math.Sqrt(corrected / least)) : 0;
    }

    private static double Squared(double value) => value * value;

    private static void Add(Dictionary<int, int> counts, int key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
