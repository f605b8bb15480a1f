using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Which ρ a training may have for ε and δ, by the whole law of Gaussian noise rather than by the conversion of ρ alone.</summary>
/// <remarks>
/// Continuous Gaussian releases compose to one with the sum of (Δ/σ)² (Dong, Roth, Su 2019), whose exact trade-off is that of Balle and Wang (2018). A training's noise is of integers: that adds (1 + e^ε)·η to δ, η being at most the number of
/// entries of all releases over 4σ² of each. It grows with the entries and quickly with ε, so it is computed for the training that is planned and taken off δ; where δ does not cover it, the conversion of ρ alone holds.
/// <see cref="MechanismReport.EstimateAt"/> states ε in the same way.
/// </remarks>
public static class GaussianBudget
{
    /// <summary>ρ is found to a millionth of itself.</summary>
    private const int Precision = 20;

    /// <summary>Noise so wide that it counts as continuous noise that is rounded.</summary>
    private static readonly Rational s_smallestVariance = 256;

    /// <summary>The largest ρ, to a millionth of it, whose releases are (<paramref name="epsilon"/>, <paramref name="delta"/>)-private.</summary>
    /// <param name="epsilon">Above 0, at most 100.</param>
    /// <param name="delta">Above 0.</param>
    /// <param name="plan">The releases that are planned for a ρ. With other noise than the discrete Gaussian, or σ below 16, the conversion of ρ alone is what is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or too small for this training.</exception>
    public static Rho LargestRho(Epsilon epsilon, Delta delta, Func<Rho, ImmutableArray<Mechanism>> plan)
    {
        double wanted = epsilon.Value.ToDouble();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(wanted, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, 100, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfZero(delta.Atto, nameof(delta));
        ArgumentNullException.ThrowIfNull(plan);
        double sigma = AnalyticGaussian.SmallestSigma(wanted * (1 - 1e-12), delta.Value.ToDouble(), 1);
        (long holds, long fails) = (PrivacyCost.LargestRho(epsilon, delta).Nano, (long)Math.Ceiling(1e9 / (2 * sigma * sigma)) + 1);
        while (fails - holds > Math.Max(1, holds >> Precision))
        {
            long middle = holds + ((fails - holds) / 2);
            (holds, fails) = Holds(plan(Rho.FromNano(middle)), wanted * (1 - 1e-12), delta) ? (middle, fails) : (holds, middle);
        }

        return Rho.FromNano(holds);
    }

    private static bool Holds(ImmutableArray<Mechanism> releases, double wanted, Delta delta)
    {
        (double squaredShift, double variation) = (0, 0);
        PrivacyCost cost = PrivacyCost.Zero;
        foreach (Mechanism mechanism in releases)
        {
            if (mechanism is not NoisyCounts { Noise.Kind: NoiseKind.DiscreteGaussian } release || release.Noise.Scale < s_smallestVariance)
            {
                return false;
            }

            cost += release.Cost;
            squaredShift += (release.Noise.Sensitivity.L2Squared / release.Noise.Scale).ToDouble();
            variation += (release.Noise.Sensitivity.L0 / (4 * release.Noise.Scale)).ToDouble();
        }

        // What is taken off is that of an ε that is known to hold, and larger: the conversion's.
        double known = cost.EpsilonAt(delta);
        double left = (delta.Value.ToDouble() * (1 - 1e-12)) - ((1 + Math.Exp(known)) * variation * (1 + 1e-9));
        double shift = Math.Sqrt(squaredShift) * (1 + (1e-15 * (releases.Length + 2)));
        return left > 0 && AnalyticGaussian.EpsilonAt(left, 1 / shift, 1) <= wanted;
    }
}
