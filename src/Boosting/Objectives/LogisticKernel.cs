using System.Runtime.Intrinsics;

namespace EnclaveCleanRoom.Boosting.Objectives;

/// <summary>Derivatives of the log-loss of p = 1 / (1 + exp(-σ s)): w σ (p - y) and w σ² p (1 - p).</summary>
internal static class LogisticKernel
{
    private const int Lanes = 8;

    public static void Differentiate(
        double sigmoid, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> gradients, Span<float> hessians)
    {
        int row = 0;
        for (; row + Lanes <= scores.Length; row += Lanes)
        {
            (Vector256<double> labelsLow, Vector256<double> labelsHigh) = Vector256.Widen(Vector256.Create(labels.Slice(row, Lanes)));
            (Vector256<double> weightsLow, Vector256<double> weightsHigh) = weights.IsEmpty
                ? (Vector256<double>.One, Vector256<double>.One)
                : Vector256.Widen(Vector256.Create(weights.Slice(row, Lanes)));
            (Vector256<double> gradientsLow, Vector256<double> hessiansLow) = Derivatives(sigmoid, Vector256.Create(scores.Slice(row, 4)), labelsLow, weightsLow);
            (Vector256<double> gradientsHigh, Vector256<double> hessiansHigh) = Derivatives(sigmoid, Vector256.Create(scores.Slice(row + 4, 4)), labelsHigh, weightsHigh);
            Vector256.Narrow(gradientsLow, gradientsHigh).CopyTo(gradients[row..]);
            Vector256.Narrow(hessiansLow, hessiansHigh).CopyTo(hessians[row..]);
        }

        DifferentiateScalar(sigmoid, scores[row..], labels[row..], weights.IsEmpty ? weights : weights[row..], gradients[row..], hessians[row..]);
    }

    /// <summary>The same, row by row.</summary>
    public static void DifferentiateScalar(
        double sigmoid, ReadOnlySpan<double> scores, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> gradients, Span<float> hessians)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            double probability = 1.0 / (1.0 + PortableExp.Exp(scores[row] * -sigmoid));
            double weight = weights.IsEmpty ? 1.0 : weights[row];
            gradients[row] = (float)((probability - labels[row]) * sigmoid * weight);
            hessians[row] = (float)(probability * (1.0 - probability) * (sigmoid * sigmoid) * weight);
        }
    }

    private static (Vector256<double> Gradients, Vector256<double> Hessians) Derivatives(
        double sigmoid, Vector256<double> scores, Vector256<double> labels, Vector256<double> weights)
    {
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> probability = one / (one + PortableExp.Exp(scores * -sigmoid));
        return ((probability - labels) * sigmoid * weights, probability * (one - probability) * (sigmoid * sigmoid) * weights);
    }
}
