namespace EnclaveCleanRoom.SyntheticData.Assessing;

/// <summary>Pearson's correlations of ordered columns' codes.</summary>
internal static class Correlations
{
    /// <summary>The mean absolute difference over all pairs of ordered columns; a column of one value correlates with nothing.</summary>
    public static double MeanDifference(DiscreteTable left, DiscreteTable right)
    {
        int[] ordered = [.. Enumerable.Range(0, left.Domain.Columns.Length).Where(column => left.Domain.Columns[column].IsOrdered)];
        (int First, int Second)[] pairs = [.. ordered.SelectMany(second => ordered.Where(first => first < second), (second, first) => (first, second))];
        return pairs.Length == 0 ? 0 : pairs.Average(pair => Math.Abs(Of(left, pair.First, pair.Second) - Of(right, pair.First, pair.Second)));
    }

    private static double Of(DiscreteTable table, int first, int second)
    {
        (double sumX, double sumY, double squaresX, double squaresY, double products) = (0, 0, 0, 0, 0);
        (ushort[] xs, ushort[] ys) = (table.Codes(first), table.Codes(second));
        for (int row = 0; row < table.Rows; row++)
        {
            (double x, double y) = (xs[row], ys[row]);
            (sumX, sumY, squaresX, squaresY, products) = (sumX + x, sumY + y, squaresX + (x * x), squaresY + (y * y), products + (x * y));
        }

        double n = table.Rows;
        double spread = ((n * squaresX) - (sumX * sumX)) * ((n * squaresY) - (sumY * sumY));
        return spread > 0 ? ((n * products) - (sumX * sumY)) / Math.Sqrt(spread) : 0;
    }
}
