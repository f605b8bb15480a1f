using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>Which ρ a training may have for ε and δ, by the whole law of Gaussian noise rather than by the conversion of ρ alone.</summary>
/// <remarks>
/// Continuous Gaussian releases compose to one with the sum of (Δ/σ)² (Dong, Roth, Su 2019), whose exact trade-off is that of Balle and Wang (2018). A training's noise is of integers, and so wide that what it adds to δ is
/// far below a thousandth: <see cref="MechanismReport.EstimateAt"/> states ε with it.
/// </remarks>
public static class GaussianBudget
{
    /// <summary>The largest ρ in whole nano-rho whose releases are (<paramref name="epsilon"/>, <paramref name="delta"/>)-private, with a thousandth of δ left for what integers add.</summary>
    /// <param name="epsilon">Above 0, at most 100.</param>
    /// <param name="delta">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static Rho LargestRho(Epsilon epsilon, Delta delta)
    {
        double wanted = epsilon.Value.ToDouble();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(wanted, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, 100, nameof(epsilon));
        ArgumentOutOfRangeException.ThrowIfZero(delta.Atto, nameof(delta));
        double sigma = AnalyticGaussian.SmallestSigma(wanted * (1 - 1e-12), delta.Value.ToDouble() * (1 - 1e-3), 1);
        return Rho.FromNano((long)Math.Floor(1e9 / (2 * sigma * sigma) * (1 - 1e-12)));
    }
}
