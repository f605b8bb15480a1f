namespace EnclaveCleanRoom.EnclaveWorkload.Markets;

/// <summary>The non-negative weights by which some series add up to another one best, in squares.</summary>
/// <remarks>
/// Minimises |y - Xw|² over w ≥ 0 by going through the weights one after another, each set to its best value while the others stay (coordinate descent on the normal equations; the
/// problem is convex, so no step ever leads away from the minimum). The weights need not add up to one: markets differ in size. Noise in X enlarges the
/// diagonal of XᵀX as a ridge does, so noisy markets get small weights.
/// </remarks>
internal static class NonNegativeFit
{
    private const int MostRounds = 500;
    private const double Settled = 1e-9;

    /// <param name="target">y, one number a period.</param>
    /// <param name="series">The columns of X, each as long.</param>
    /// <returns>A weight for each series.</returns>
    internal static double[] Of(ReadOnlySpan<double> target, IReadOnlyList<double[]> series)
    {
        int count = series.Count;
        double[] against = new double[count];
        double[,] products = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            against[i] = Product(series[i], target);
            for (int j = 0; j <= i; j++)
            {
                products[i, j] = products[j, i] = Product(series[i], series[j]);
            }
        }

        double[] weights = new double[count];
        for (int round = 0; round < MostRounds; round++)
        {
            double largestStep = 0;
            for (int i = 0; i < count; i++)
            {
                double rest = against[i];
                for (int j = 0; j < count; j++)
                {
                    rest -= j == i ? 0 : products[i, j] * weights[j];
                }

                double weight = products[i, i] > 0 ? Math.Max(0, rest / products[i, i]) : 0;
                largestStep = Math.Max(largestStep, Math.Abs(weight - weights[i]));
                weights[i] = weight;
            }

            if (largestStep < Settled)
            {
                break;
            }
        }

        return weights;
    }

    private static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
