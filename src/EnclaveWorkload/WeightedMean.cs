using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>The mean of public values weighted by noised counts, such as a mean frequency from a frequency histogram.</summary>
/// <remarks>
/// Fieller's set: with the true mean m, the sum of (w - m)·n over the exact counts is 0, so over the noised ones it is noise alone, Σ(w - m)·z. The
/// interval holds every m for which that sum lies within c·s·√Σ(w - m)². Discrete Gaussian noise is sub-Gaussian with its own σ² (Canonne, Kamath, Steinke
/// 2020, Corollary 17), and so are its weighted sums: c = √(2·ln 40) covers 95 % whatever the weights. For Laplace noise s² is the variance and c
/// Chebyshev's.
/// </remarks>
internal static class WeightedMean
{
    private const double Outside = 0.05;

    /// <param name="values">The public values, not all the same.</param>
    /// <param name="counts">A noised count for each; the exact ones are not negative.</param>
    /// <param name="cells">Entries of the noised vector that each count adds up.</param>
    /// <param name="noise">Their noise.</param>
    internal static Figure Of(ReadOnlySpan<double> values, ReadOnlySpan<long> counts, int cells, CountNoise noise)
    {
        (double above, double below, double squares, double sum, double lowest, double highest) = (0, 0, 0, 0, double.MaxValue, double.MinValue);
        for (int i = 0; i < values.Length; i++)
        {
            above += values[i] * counts[i];
            below += counts[i];
            squares += values[i] * values[i];
            sum += values[i];
            (lowest, highest) = (Math.Min(lowest, values[i]), Math.Max(highest, values[i]));
        }

        double reach = cells * Reach(noise);
        double estimate = below > 0 ? Math.Clamp(above / below, lowest, highest) : lowest;

        // a·m² - 2·b·m + c ≤ 0; with a ≤ 0 the counts do not stand out of their noise, and nothing can be said.
        double a = (below * below) - (reach * values.Length);
        double b = (above * below) - (reach * sum);
        double c = (above * above) - (reach * squares);
        double root = Math.Sqrt(Math.Max(0, (b * b) - (a * c)));
        return a <= 0 || below <= 0
            ? Figures.Of(estimate, lowest, highest)
            : Figures.Of(estimate, Math.Clamp((b - root) / a, lowest, highest), Math.Clamp((b + root) / a, lowest, highest));
    }

    /// <summary>c²·s² of one entry.</summary>
    private static double Reach(CountNoise noise) => noise.Kind == NoiseKind.DiscreteGaussian
        ? 2 * Math.Log(2 / Outside) * noise.Scale.ToDouble()
        : noise.Variance / Outside;
}
