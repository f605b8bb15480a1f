namespace EnclaveCleanRoom.Boosting.Metrics;

/// <summary>How well the scores of several classes tell two of them apart.</summary>
internal static class ClassPair
{
    public static double Auc(
        int first, int second, int classes, ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, ReadOnlySpan<double> costs)
    {
        double[] direction = new double[classes];
        for (int other = 0; other < classes; other++)
        {
            direction[other] = Cost(costs, classes, first, other) - Cost(costs, classes, second, other);
        }

        double sign = direction[first] - direction[second];
        List<double> distances = [];
        List<double> isFirst = [];
        List<double> rowWeights = [];
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] != first && labels[row] != second)
            {
                continue;
            }

            double distance = 0;
            for (int other = 0; other < classes; other++)
            {
                distance += direction[other] * scores[(row * classes) + other];
            }

            distances.Add(sign * distance);
            isFirst.Add(labels[row] == first ? 1 : 0);
            rowWeights.Add(weights.IsEmpty ? 1 : weights[row]);
        }

        return BinaryMetrics.Auc([.. distances], [.. isFirst], [.. rowWeights]);
    }

    private static double Cost(ReadOnlySpan<double> costs, int classes, int row, int column) =>
        row == column ? 0 : costs.IsEmpty ? 1 : costs[(row * classes) + column];
}
