using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>What releases of which some take only people drawn by secret coins are worth in ε and δ, amplification counted in. For display and for planning: a ledger of ρ charges them as if everybody took part.</summary>
/// <remarks>
/// <para>
/// Theorem. Let each person take part in a release with probability q, independently and in secret, and let who takes part move it by at most Δ in L2; with continuous Gaussian noise of deviation σ it is dominated by the pair of
/// (1-q)·N(0, σ²) + q·N(Δ, σ²) and N(0, σ²), in both orders (<see cref="SampledGaussianEvent"/>), and such releases, chosen one after the other, compose to the product of their pairs (Zhu, Dong, Wang 2022, Theorem 10).
/// </para>
/// <para>
/// Noise here is of integers. Given the coins the release is within η of the continuous one rounded, so mixtures over coins are too, and (ε, δ) of the continuous releases becomes (ε, δ + (1 + e^ε)·η). η is the total variation between
/// discrete Gaussian noise and continuous noise rounded to integers, below 1/(4σ²) an entry for σ ≥ 16, as <see cref="MechanismReport.EstimateAt"/> has it too; here it is summed over all entries.
/// </para>
/// </remarks>
public static class SampledBudget
{
    /// <summary>ε at δ, rounded up.</summary>
    /// <param name="whole">Releases that take everybody, all with discrete Gaussian noise.</param>
    /// <param name="sampled">Releases that take whom coins draw, likewise.</param>
    /// <param name="share">q, above 0 and below 1.</param>
    /// <param name="delta">Above 0.</param>
    /// <param name="accountant">How it is counted; two share no code, so that one checks the other.</param>
    /// <returns>Positive infinity where δ is too small to be shown.</returns>
    /// <exception cref="ArgumentException">A release has another noise, or σ below 16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public static double EpsilonAt(
        IReadOnlyCollection<Mechanism> whole, IReadOnlyCollection<Mechanism> sampled, Rational share, Delta delta, Accountant accountant = Accountant.PrivacyLoss)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(sampled);
        double variation = VariationOf([.. whole, .. sampled]);
        PrivacyComposition composition = new(
        [
            .. Events(whole, noise => new GaussianEvent(Deviation(noise), Change(noise))),
            .. Events(sampled, noise => new SampledGaussianEvent(Deviation(noise), share, Change(noise))),
        ]);

        // What is taken off δ depends on ε; it is taken off for a larger ε than comes out.
        for (double guess = At(delta.Value) + 0.001; guess < 500; guess *= 1.0625)
        {
            Rational left = delta.Value - Rational.FromDouble((1 + Math.Exp(guess)) * variation);
            double epsilon = left.Sign > 0 ? At(left) : double.PositiveInfinity;
            if (epsilon <= guess)
            {
                return epsilon;
            }
        }

        return double.PositiveInfinity;

        double At(Rational left) => composition.TryEpsilonAt(left, accountant, out PrivacyEstimate estimate, out _) ? estimate.Epsilon : double.PositiveInfinity;
    }

    private static double VariationOf(IReadOnlyCollection<Mechanism> releases)
    {
        double variation = 0;
        foreach (Mechanism release in releases)
        {
            if (release is not NoisyCounts { Noise.Kind: NoiseKind.DiscreteGaussian } counts || counts.Noise.Scale < 256)
            {
                throw new ArgumentException("Releases have discrete Gaussian noise of at least 16.", nameof(releases));
            }

            variation += counts.Length / (4 * counts.Noise.Scale.ToDouble());
        }

        return variation * (1 + 1e-12);
    }

    private static ImmutableArray<CountedEvent> Events(IEnumerable<Mechanism> releases, Func<CountNoise, PrivacyEvent> ofNoise) =>
        [.. releases.Cast<NoisyCounts>().Select(release => release.Noise).GroupBy(noise => (noise.Scale, noise.Sensitivity.L2Squared)).Select(same => new CountedEvent(ofNoise(same.First()), same.Count()))];

    // Roots of doubles are correctly rounded; a little beyond is on the safe side.
    private static Rational Deviation(CountNoise noise) => Rational.FromDouble(Math.Sqrt(noise.Scale.ToDouble()) * (1 - 1e-15));

    private static Rational Change(CountNoise noise) => Rational.FromDouble(Math.Sqrt(noise.Sensitivity.L2Squared) * (1 + 1e-15));
}
