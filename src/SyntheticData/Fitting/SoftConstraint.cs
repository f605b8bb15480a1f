namespace EnclaveCleanRoom.SyntheticData.Fitting;

/// <summary>
/// The best potential of one measurement, all others being fixed. With n·μ the counts that the model says, y the noisy ones and v their variances, the model as a whole maximises
/// Σ θ·y - n·log Z(θ) - (λ/2)·Σ v·θ²: the likelihood of counts under a log-linear model whose parameters have a normal prior, and the dual of least squares in the measurements plus λ·n times the
/// relative entropy to the model without them. For one measurement the maximum is where n·ν + λ·v·θ = y in each cell, ν being what becomes of μ.
/// </summary>
/// <remarks>
/// Source: Dudík, Phillips, Schapire, "Maximum entropy density estimation with generalized regularization", 2007, section 5; the objective is concave, so going round the measurements climbs to the one
/// maximum. It is post-processing of noisy figures: floating point is no hazard here.
/// </remarks>
internal static class SoftConstraint
{
    private const int Searches = 12;
    private const double Enough = 1e-9;

    /// <summary>Finds the factor ν/μ of each cell and adds its logarithm to the potential.</summary>
    /// <param name="measurement">The measurement, whose potential is part of <paramref name="model"/>.</param>
    /// <param name="model">μ: probabilities over the same cells, summing to one.</param>
    /// <param name="total">n.</param>
    /// <param name="lambda">λ, above 0.</param>
    /// <param name="factors">ν/μ; 1 for cells that cannot occur.</param>
    /// <returns>The largest absolute change of a cell, as a share of the table.</returns>
    public static double Solve(Measurement measurement, ReadOnlySpan<double> model, double total, double lambda, Span<double> factors)
    {
        double logScale = measurement.LogScale;
        for (int search = 0; search < Searches; search++)
        {
            (double sum, double slope) = Sum(measurement, model, total, lambda, logScale, factors);
            double excess = sum - 1;
            if (Math.Abs(excess) < Enough || slope >= 0)
            {
                break;
            }

            // The sum is convex and falling in the constant, so Newton's steps come from one side; a step is kept within what the exponentials bear.
            logScale -= Math.Clamp(excess / slope, -20, 20);
        }

        measurement.LogScale = logScale;
        return Apply(measurement, model, logScale, factors);
    }

    private static (double Sum, double Slope) Sum(Measurement measurement, ReadOnlySpan<double> model, double total, double lambda, double logScale, Span<double> counts)
    {
        (double sum, double slope) = (0, 0);
        double[] noisy = measurement.Noisy;
        double[] variances = measurement.Variances;
        double[] potential = measurement.Potential;
        for (int i = 0; i < counts.Length; i++)
        {
            if (model[i] <= 0)
            {
                counts[i] = 0;
                continue;
            }

            double ridge = lambda * variances[i];
            double count = CountOf(ridge, noisy[i] - (ridge * (potential[i] - Math.Log(model[i] * total) + logScale)));
            counts[i] = count;
            sum += count;
            slope -= ridge * count / (count + ridge);
        }

        return (sum / total, slope / total);
    }

    // x + r·log x = b: with z = log x, f(z) = e^z + r·z - b is convex and rising, so Newton's steps from the right of the root come down to it.
    private static double CountOf(double ridge, double b)
    {
        double z = b > ridge ? Math.Log(b) : b / ridge;
        if (b > ridge && b < 1)
        {
            z = 0;
        }

        for (int step = 0; step < 8; step++)
        {
            double x = Math.Exp(z);
            double change = (x + (ridge * z) - b) / (x + ridge);
            z -= Math.Clamp(change, -2, 2);
            if (Math.Abs(change) < 1e-7)
            {
                break;
            }
        }

        return Math.Exp(z);
    }

    private static double Apply(Measurement measurement, ReadOnlySpan<double> model, double logScale, Span<double> factors)
    {
        double sum = 0;
        foreach (double count in factors)
        {
            sum += count;
        }

        double largest = 0;
        for (int i = 0; i < factors.Length; i++)
        {
            if (model[i] <= 0)
            {
                factors[i] = 1;
                continue;
            }

            double share = Math.Max(factors[i] / sum, 1e-300);
            largest = Math.Max(largest, Math.Abs(share - model[i]));
            factors[i] = share / model[i];
            measurement.Potential[i] += Math.Log(factors[i]) + logScale;
        }

        return largest;
    }
}
