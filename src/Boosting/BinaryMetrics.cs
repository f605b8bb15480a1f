using EnclaveCleanRoom.Boosting.Metrics;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting;

/// <summary>Figures of the quality of predicted probabilities.</summary>
public static partial class BinaryMetrics
{
    // LightGBM's: a probability is kept this far from 0 before its logarithm is taken.
    private const double LeastProbability = 1e-15;

    /// <summary>
    /// Area under the receiver operating characteristic: the chance that a positive row is ranked above a negative one, ties
    /// counting half. Only the order of the predictions matters, so raw scores will do.
    /// </summary>
    /// <param name="predictions">One prediction a row; larger means more likely positive.</param>
    /// <param name="labels">One label a row, 0 to 1; a label between counts as both in its proportion.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 to 1; NaN when either class has no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double Auc(ReadOnlySpan<double> predictions, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RowValuesCheck.Require(predictions, labels, weights, labelsAreShares: true);
        int[] order = new int[predictions.Length];
        for (int row = 0; row < order.Length; row++)
        {
            order[row] = row;
        }

        Array.Sort(predictions.ToArray(), order);
        double area = 0;
        double negativeBelow = 0;
        double positiveTotal = 0;
        for (int start = 0; start < order.Length;)
        {
            double positive = 0;
            double negative = 0;
            int end = start;
            for (; end < order.Length && predictions[order[end]] == predictions[order[start]]; end++)
            {
                double weight = weights.IsEmpty ? 1 : weights[order[end]];
                positive += weight * labels[order[end]];
                negative += weight * (1 - labels[order[end]]);
            }

            area += positive * (negativeBelow + (negative / 2));
            negativeBelow += negative;
            positiveTotal += positive;
            start = end;
        }

        return area / (positiveTotal * negativeBelow);
    }

    /// <summary>The weighted mean of -y ln p - (1 - y) ln(1 - p).</summary>
    /// <param name="probabilities">One predicted probability a row, 0 to 1.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more, in nats; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RequireProbabilities(probabilities, labels, weights);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < probabilities.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            sum += weight * CrossEntropy(labels[row], probabilities[row]);
            total += weight;
        }

        return sum / total;
    }

    /// <summary>Log-loss over that of always predicting the mean label: 1 is no better than knowing the mean, 0 is perfect.</summary>
    /// <param name="probabilities">One predicted probability a row, 0 to 1.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more; NaN or infinite when the mean label is 0 or 1.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    /// <remarks>Source: X. He et al., Practical Lessons from Predicting Clicks on Ads at Facebook, ADKDD 2014, equation 1.</remarks>
    public static double NormalisedEntropy(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        double loss = LogLoss(probabilities, labels, weights);
        (double mean, _) = Means(labels, probabilities, weights);
        double entropy = mean is <= 0 or >= 1 ? 0 : CrossEntropy(mean, mean);
        return loss / entropy;
    }

    /// <summary>The sum of predicted probabilities over the sum of labels: 1 is right on average, 2 promises twice the clicks that come.</summary>
    /// <param name="probabilities">One predicted probability a row, 0 to 1.</param>
    /// <param name="labels">One label a row, 0 to 1.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more; NaN or infinite when all labels are 0.</returns>
    /// <exception cref="ArgumentException">Lengths differ or a value is not allowed.</exception>
    /// <remarks>Source: as of <see cref="NormalisedEntropy"/>, section 2.</remarks>
    public static double Calibration(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights = default)
    {
        RequireProbabilities(probabilities, labels, weights);
        (double label, double probability) = Means(labels, probabilities, weights);
        return probability / label;
    }

    private static double CrossEntropy(double label, double probability)
    {
        double loss = 0;
        if (label > 0)
        {
            loss -= label * PortableLog.Log(Math.Max(probability, LeastProbability));
        }

        if (label < 1)
        {
            loss -= (1 - label) * PortableLog.Log(Math.Max(1 - probability, LeastProbability));
        }

        return loss;
    }

    private static (double Label, double Probability) Means(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights)
    {
        double label = 0;
        double probability = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            label += weight * labels[row];
            probability += weight * probabilities[row];
            total += weight;
        }

        return (label / total, probability / total);
    }

    private static void RequireProbabilities(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        RowValuesCheck.Require(probabilities, labels, weights, labelsAreShares: true);
        foreach (double probability in probabilities)
        {
            if (probability is < 0 or > 1)
            {
                throw new ArgumentException("A probability is not between 0 and 1.", nameof(probabilities));
            }
        }
    }
}
