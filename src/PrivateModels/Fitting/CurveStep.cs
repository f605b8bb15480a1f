namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// One Newton step for the values of a curve from noisy sums: the most likely change under the prior, where noise counts as it should.
/// </summary>
/// <remarks>
/// A cell with curvature H and gradient sum G shows its value as G/H with a variance of (H + σ²)/H²: the outcomes' own, and the noise's. So it weighs w = H²/(H + σ²), which vanishes where noise
/// drowns it. The change solves (w + prior)·Δ = w·G/H - prior·value, a tridiagonal system where cells have an order. Post-processing: only released sums go in.
/// </remarks>
internal static class CurveStep
{
    /// <summary>The changes.</summary>
    /// <param name="gradients">Noisy sums of residuals, in rows, a cell.</param>
    /// <param name="curvatures">Noisy sums of curvatures, in rows, a cell.</param>
    /// <param name="values">The present values.</param>
    /// <param name="ordered">The first cells, so many, that have an order.</param>
    /// <param name="noiseVariance">Of a gradient sum, when all rounds are averaged.</param>
    /// <param name="prior">What is believed.</param>
    /// <param name="changes">Receives the changes.</param>
    internal static void Solve(
        ReadOnlySpan<double> gradients, ReadOnlySpan<double> curvatures, ReadOnlySpan<double> values, int ordered, double noiseVariance, CurvePrior prior, Span<double> changes)
    {
        int count = gradients.Length;
        Span<double> weight = count <= 512 ? stackalloc double[count] : new double[count];
        Span<double> target = count <= 512 ? stackalloc double[count] : new double[count];
        (double allWeight, double allTarget) = (0, 0);
        for (int i = 0; i < count; i++)
        {
            double curvature = Math.Max(0, curvatures[i]);
            double share = curvature / (curvature + noiseVariance);
            weight[i] = curvature * share;
            target[i] = gradients[i] * share;
            allWeight += weight[i];
            allTarget += target[i];
        }

        // The level of all is the intercept's business; left in, each curve would correct it once more.
        double level = allWeight > 0 ? allTarget / allWeight : 0;
        double ridge = 1 / (prior.Level * prior.Level);
        double chain = prior.Step > 0 ? 1 / (prior.Step * prior.Step) : 0;
        for (int i = 0; i < count; i++)
        {
            target[i] -= (weight[i] * level) + (ridge * values[i]);
            weight[i] += ridge;
        }

        if (chain > 0 && ordered > 1)
        {
            for (int i = 0; i + 1 < ordered; i++)
            {
                double pull = chain * (values[i + 1] - values[i]);
                target[i] += pull;
                target[i + 1] -= pull;
            }

            SolveChain(weight[..ordered], target[..ordered], chain, changes[..ordered]);
        }
        else
        {
            ordered = 0;
        }

        for (int i = ordered; i < count; i++)
        {
            changes[i] = target[i] / weight[i];
        }
    }

    /// <summary>Elimination for the matrix with the weights, and the chain's differences, on its diagonals. It is diagonally dominant, so no pivot is small.</summary>
    private static void SolveChain(Span<double> weight, Span<double> target, double chain, Span<double> changes)
    {
        int last = weight.Length - 1;
        for (int i = 0; i <= last; i++)
        {
            weight[i] += chain * (i == 0 || i == last ? 1 : 2);
        }

        for (int i = 1; i <= last; i++)
        {
            double factor = chain / weight[i - 1];
            weight[i] -= factor * chain;
            target[i] += factor * target[i - 1];
        }

        changes[last] = target[last] / weight[last];
        for (int i = last - 1; i >= 0; i--)
        {
            changes[i] = (target[i] + (chain * changes[i + 1])) / weight[i];
        }
    }
}
