using System.Collections.Immutable;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// A mixture of normal laws of standard deviation 1 and different means, over the normal law of mean 0: its likelihood ratio and the place where that
/// takes a value. Poisson subsampling of Gaussian noise is the mixture (1-q)·N(0) + q·N(μ).
/// </summary>
/// <param name="means">Ascending, each at least 0, the last above 0.</param>
/// <param name="weights">Positive, with sum 1.</param>
internal sealed class NormalMixture(ImmutableArray<double> means, ImmutableArray<double> weights)
{
    private const int MostSteps = 200;

    public ImmutableArray<double> Means { get; } = means;

    public ImmutableArray<double> Weights { get; } = weights;

    public double LargestMean => Means[^1];

    /// <summary>Shifts in units of <paramref name="sigma"/>, rounded up; probability that rounding moves goes to the larger shifts.</summary>
    public static NormalMixture Of(Rational sigma, ImmutableArray<SampledSensitivity> sensitivities)
    {
        double[] shifts = [.. sensitivities.Select(part => part.L2.Sign == 0 ? 0 : Math.BitIncrement((part.L2 / sigma).ToDouble()))];
        double[] weights = [.. sensitivities.Select(part => part.Probability.ToDouble())];
        for (int i = 1; i < weights.Length; i++)
        {
            weights[i] = Math.BitIncrement(weights[i]);
        }

        return new NormalMixture([.. shifts], [.. weights]);
    }

    /// <summary>Σ w·exp(μx - μ²/2).</summary>
    public double RatioAt(double x)
    {
        double ratio = 0;
        for (int i = 0; i < Means.Length; i++)
        {
            ratio += Weights[i] * Math.Exp((Means[i] * x) - (Means[i] * Means[i] / 2));
        }

        return ratio;
    }

    /// <summary>The x at which the logarithm of the ratio is <paramref name="loss"/>; negative infinity when it is above that everywhere.</summary>
    /// <param name="loss">The logarithm of the ratio.</param>
    /// <param name="start">Where a search begins, if one is needed.</param>
    public double PlaceOf(double loss, double start)
    {
        double mean = LargestMean;
        if (Means.Length == 1)
        {
            return (loss / mean) + (mean / 2);
        }

        if (Means.Length == 2 && Means[0] == 0)
        {
            double excess = (NearZero.ExpMinusOne(loss) + Weights[1]) / Weights[1];
            return excess <= 0 ? double.NegativeInfinity : (Math.Log(excess) / mean) + (mean / 2);
        }

        return Means[0] == 0 && loss <= Math.Log(Weights[0]) ? double.NegativeInfinity : Search(loss, start);
    }

    // The logarithm of the ratio rises and is convex, so Newton's steps from the right of the root fall onto it; a step from the left
    // first leaps to the right.
    private double Search(double loss, double start)
    {
        double x = start;
        for (int step = 0; step < MostSteps; step++)
        {
            (double ratio, double slope) = (0, 0);
            for (int i = 0; i < Means.Length; i++)
            {
                double term = Weights[i] * Math.Exp((Means[i] * x) - (Means[i] * Means[i] / 2));
                ratio += term;
                slope += term * Means[i];
            }

            double move = Math.Clamp((Math.Log(ratio) - loss) * ratio / slope, -2 / LargestMean - 1, 2 / LargestMean + 1);
            x -= move;
            if (Math.Abs(move) <= 1e-13 * (1 + Math.Abs(x)))
            {
                break;
            }
        }

        return x;
    }
}
