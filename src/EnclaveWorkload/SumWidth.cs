using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload;

/// <summary>How far a weighted sum of independent draws of one noise reaches.</summary>
/// <remarks>
/// Discrete Gaussian noise of parameter σ² is sub-Gaussian with that σ² (Canonne, Kamath, Steinke 2020, Corollary 17), so a sum with weights w lies
/// beyond t with probability at most 2·exp(-t²/(2·σ²·Σw²)). For Laplace noise of few, large budgets the union bound over the draws serves.
/// </remarks>
internal static class SumWidth
{
    private const double OneInTwenty = 0.05;

    /// <param name="noise">The noise of each draw.</param>
    /// <param name="squaredWeights">Σw²; each weight is at most 1 in magnitude.</param>
    /// <param name="draws">How many draws there are.</param>
    /// <returns>The sum's noise lies within ± this with at least 95 %.</returns>
    internal static double Of(CountNoise noise, double squaredWeights, int draws) => noise.Kind == NoiseKind.DiscreteGaussian
        ? Math.Sqrt(2 * noise.Scale.ToDouble() * squaredWeights * Math.Log(2 / OneInTwenty))
        : draws * (double)noise.HalfWidth(Rational.One - (new Rational(5, 100) / draws));
}
