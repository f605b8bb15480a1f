using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What ρ of a training's releases is worth in ε and δ, by the whole law of the noise rather than by the conversion of ρ alone: for display, and for choosing ρ.</summary>
/// <remarks>
/// <para>
/// Theorem. Releases of integer vectors with discrete Gaussian noise of parameters σ² and L2 sensitivities Δ are together (ε, δ + (1 + e^ε)·η)-private where continuous Gaussian noise of the same σ and Δ is (ε, δ)-private. η is the
/// total variation between the noise and continuous noise rounded to integers. Proof: rounding the continuous release of an integer vector is post-processing, and is η away from the release that is made, on both neighbours.
/// </para>
/// <para>
/// For one entry: at x, rounded over discrete weight is 𝔼 exp(-(2xu + u²)/2σ²), u uniform within ±1/2. That lies within exp(±(x²/σ² + 1)/(8σ²)) for σ ≥ 16, as the mean of cosh(xu/σ²) is at most exp(x²/8σ⁴) and u² ≤ 1/4;
/// the two normalising constants differ by less than e^(-19σ²). With 𝔼x²/σ² ≤ 1 the variation is below 1/(4σ²). η is the sum over all entries of all releases. Noise here has σ of 2^20 and more.
/// </para>
/// <para>Continuous releases compose to one with the sum of (Δ/σ)² (Dong, Roth, Su 2019), whose exact trade-off is that of Balle and Wang (2018). The accountants of <see cref="PrivacyComposition"/> agree; tests compare them.</para>
/// </remarks>
public static class GaussianBudget
{
    /// <summary>ε at δ of releases with Gaussian noise, rounded up.</summary>
    /// <param name="releases">All with discrete Gaussian noise.</param>
    /// <param name="delta">Above 0.</param>
    /// <returns>Positive infinity where δ is too small to be shown.</returns>
    /// <exception cref="ArgumentException">One has another noise, or σ below 16.</exception>
    public static double EpsilonAt(IReadOnlyCollection<Mechanism> releases, Delta delta)
    {
        ArgumentNullException.ThrowIfNull(releases);
        (double squaredShift, double variation) = (0, 0);
        foreach (Mechanism release in releases)
        {
            if (release is not NoisyCounts { Noise.Kind: NoiseKind.DiscreteGaussian } counts || counts.Noise.Scale < 256)
            {
                throw new ArgumentException("Releases have discrete Gaussian noise of at least 16.", nameof(releases));
            }

            squaredShift += (counts.Noise.Sensitivity.L2Squared / counts.Noise.Scale).ToDouble();
            variation += counts.Length / (4 * counts.Noise.Scale.ToDouble());
        }

        // A few units in the last place for each addition above.
        double shift = Math.Sqrt(squaredShift) * (1 + (1e-15 * (releases.Count + 2)));
        return Epsilon(shift, delta.Value.ToDouble() * (1 - 1e-15), variation * (1 + 1e-12));
    }

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

    private static double Epsilon(double shift, double delta, double variation)
    {
        // What is taken off δ depends on ε; it is taken off for a larger ε than comes out.
        for (double guess = 1.0 / 64; guess < 500; guess *= 1.0625)
        {
            double left = delta - ((1 + Math.Exp(guess)) * variation);
            double epsilon = left > 0 ? AnalyticGaussian.EpsilonAt(left, 1 / shift * (1 - 1e-15), 1) : double.PositiveInfinity;
            if (epsilon <= guess)
            {
                return epsilon;
            }
        }

        return double.PositiveInfinity;
    }
}
