using EnclaveCleanRoom.Boosting.Metrics;

namespace EnclaveCleanRoom.Boosting;

/// <content>Further figures of rank, and errors.</content>
public static partial class BinaryMetrics
{
    /// <summary>The mean, over the positive rows, of the precision among the rows scored as high or higher.</summary>
    /// <param name="predictions">One prediction a row; larger means more likely positive.</param>
    /// <param name="labels">One label a row, 0 to 1; a label between counts as both in its proportion.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 to 1; NaN when no row is positive.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double AveragePrecision(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RowValuesCheck.Require(predictions, labels, weights, labelsAreShares: true);
        int[] order = [.. Enumerable.Range(0, predictions.Length)];
        Array.Sort(predictions.ToArray(), order);
        double sum = 0;
        double positives = 0;
        double rows = 0;
        for (int end = order.Length; end > 0;)
        {
            double positive = 0;
            int start = end;
            for (; start > 0 && predictions[order[start - 1]] == predictions[order[end - 1]]; start--)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[start - 1]];
                positive += weight * labels[order[start - 1]];
                rows += weight;
            }

            positives += positive;
            sum += positive == 0 ? 0 : positive * positives / rows;
            end = start;
        }

        return sum / positives;
    }

    /// <summary>The area under the curve within each group, averaged over groups in proportion to their weight (GAUC). Groups of one class only say nothing.</summary>
    /// <param name="predictions">One prediction a row; larger means more likely positive.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="groups">The group (user, query, session) of each row; rows of a group need not stand together.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 to 1; NaN when no group has both classes.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    /// <remarks>Source: H. Zhu et al., Optimized Cost per Click in Taobao Display Advertising, KDD 2017, section 4.3.</remarks>
    public static double GroupAuc(
        ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<int> groups, ReadOnlySpan<double> weights = default)
    {
        RowValuesCheck.Require(predictions, labels, weights, labelsAreShares: true);
        if (groups.Length != predictions.Length)
        {
            throw new ArgumentException($"There are {predictions.Length} predictions and {groups.Length} groups.", nameof(groups));
        }

        int[] order = [.. Enumerable.Range(0, predictions.Length)];
        int[] keys = groups.ToArray();
        Array.Sort(keys, order);
        double sum = 0;
        double total = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && keys[end] == keys[start])
            {
                end++;
            }

            Array.Sort(order, start, end - start);
            ReadOnlySpan<int> rows = order.AsSpan(start..end);
            double[] weightsOfGroup = weights.IsEmpty ? [] : Taken(weights, rows);
            double auc = Auc(Taken(predictions, rows), Taken(labels, rows), weightsOfGroup);
            if (!double.IsNaN(auc))
            {
                double weight = weights.IsEmpty ? rows.Length : weightsOfGroup.Sum();
                sum += weight * auc;
                total += weight;
            }

            start = end;
        }

        return sum / total;
    }

    /// <summary>The weighted share of rows on the wrong side of probability one half; one half itself counts as negative.</summary>
    /// <param name="probabilities">One predicted probability a row, 0 to 1.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 to 1; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double ErrorRate(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RequireProbabilities(probabilities, labels, weights);
        return MeanLoss.Of((label, probability) => probability > 0.5 ? 1 - label : label, probabilities, labels, weights);
    }

    /// <summary>The log-loss less the entropy of the labels themselves: 0 is perfect, whatever the labels.</summary>
    /// <param name="probabilities">One predicted probability a row, 0 to 1.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more, in nats; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double KullbackLeibler(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default) =>
        LogLoss(probabilities, labels, weights) - LogLoss(labels, labels, weights);

    private static double[] Taken(ReadOnlySpan<double> values, ReadOnlySpan<int> rows)
    {
        double[] taken = new double[rows.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = values[rows[i]];
        }

        return taken;
    }
}
