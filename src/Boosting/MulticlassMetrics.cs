using EnclaveCleanRoom.Boosting.Metrics;
using EnclaveCleanRoom.Boosting.Objectives;

namespace EnclaveCleanRoom.Boosting;

/// <summary>Figures of the quality of predictions of several classes.</summary>
public static class MulticlassMetrics
{
    private const double LeastProbability = 1e-15;

    /// <summary>The weighted mean of -ln p, p being the probability predicted for the row's class.</summary>
    /// <param name="probabilities">Row after row, one probability a class.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 or more, in nats; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit or a label is not a class.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
    {
        int classes = ClassValuesCheck.Require(probabilities, labels, weights);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            sum -= weight * PortableLog.Log(Math.Max(probabilities[(row * classes) + labels[row]], LeastProbability));
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The weighted share of rows in which some other class is predicted at least as high as the row's own.</summary>
    /// <param name="predictions">Row after row, one probability or score a class.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <returns>0 to 1; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit or a label is not a class.</exception>
    public static double ErrorRate(ReadOnlySpan<double> predictions, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
    {
        int classes = ClassValuesCheck.Require(predictions, labels, weights);
        double sum = 0;
        double total = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            ReadOnlySpan<double> ofRow = predictions.Slice(row * classes, classes);
            int atLeastAsHigh = 0;
            foreach (double prediction in ofRow)
            {
                atLeastAsHigh += prediction >= ofRow[labels[row]] ? 1 : 0;
            }

            sum += atLeastAsHigh > 1 ? weight : 0;
            total += weight;
        }

        return sum / total;
    }

    /// <summary>The mean over pairs of classes of the area under the curve of the score that separates the two (AUC-μ).</summary>
    /// <param name="scores">Row after row, one score a class.</param>
    /// <param name="labels">The class of each row, from 0.</param>
    /// <param name="weights">One weight a row, or empty for equal weights.</param>
    /// <param name="misclassification">What it costs to take a class for another: a square matrix, row after row; empty for equal costs.</param>
    /// <returns>0 to 1; NaN when some class has no rows.</returns>
    /// <exception cref="ArgumentException">Lengths do not fit or a label is not a class.</exception>
    /// <remarks>Source: R. Kleiman and D. Page, AUC-μ: A Performance Metric for Multi-Class Machine Learning Models, ICML 2019.</remarks>
    public static double AucMu(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default, ReadOnlySpan<double> misclassification = default)
    {
        int classes = ClassValuesCheck.Require(scores, labels, weights);
        if (!misclassification.IsEmpty && misclassification.Length != classes * classes)
        {
            throw new ArgumentException("There must be a cost for each pair of classes.", nameof(misclassification));
        }

        double sum = 0;
        for (int i = 0; i < classes; i++)
        {
            for (int j = i + 1; j < classes; j++)
            {
                sum += ClassPair.Auc(i, j, classes, scores, labels, weights, misclassification);
            }
        }

        return 2 * sum / (classes * (classes - 1.0));
    }
}
