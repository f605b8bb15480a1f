namespace EnclaveCleanRoom.PrivateModels.Bench.Data;

/// <summary>A generated table of 60,000 rows to train and 20,000 to measure: eight numbers and two categories, of which three curves and three pairs decide; rate about 0.22.</summary>
internal static class TogetherTable
{
    internal const int TrainingRows = 60_000;
    private const int Rows = 80_000;
    private const int Numeric = 8;

    internal static Table Generate(int seed)
    {
        // The shuffle's own numbers, as uniform ones.
        int[][] orders = [.. Enumerable.Range(0, Numeric + 3).Select(i => SeededShuffle.Of(Rows, (1000 * seed) + i))];
        double[][] uniform = [.. orders.Select(order => order.Select(place => (place + 0.5) / Rows).ToArray())];
        double[][] values = [.. uniform[..Numeric].Select(column => column.Select(u => (2 * u) - 1).ToArray()), .. uniform[Numeric..^1].Select(column => column.Select(u => Math.Floor(6 * u)).ToArray())];
        bool[] labels = [.. Enumerable.Range(0, Rows).Select(row => uniform[^1][row] < PrivateModel.Probability(LogOdds(values, row)))];
        return new Table
        {
            Features = [.. Enumerable.Range(0, Numeric).Select(i => PrivateFeature.Numeric($"x{i}", -1, 1)), PrivateFeature.Categorical("c0", 6), PrivateFeature.Categorical("c1", 6)],
            Values = values,
            Labels = labels,
            People = [.. Enumerable.Range(0, Rows)],
        };
    }

    private static double LogOdds(double[][] x, int row) =>
        -1.6 + (0.6 * x[0][row]) + (0.8 * ((2 * x[1][row] * x[1][row]) - 0.66)) + (x[8][row] == 2 ? 0.5 : -0.1)
        + (2 * x[2][row] * x[3][row]) + (0.8 * Math.Sign(x[0][row]) * (x[4][row] > 0.3 ? 1 : -0.5)) + (0.6 * (x[9][row] % 2 == 0 ? x[5][row] : -x[5][row]));
}
