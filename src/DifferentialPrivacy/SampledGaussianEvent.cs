using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>
/// Gaussian noise on a figure in which the person takes part by chance, with sensitivities and probabilities that are public. Poisson sampling with rate q
/// has the sensitivities 0 and Δ with 1-q and q; a person with several rows sampled one by one has one for each number of them.
/// </summary>
/// <remarks>
/// Sources: Mironov, Talwar, Zhang, "Rényi Differential Privacy of the Sampled Gaussian Mechanism", 2019; Choquette-Choo et al., "Privacy Amplification for Matrix
/// Mechanisms", 2023 (mixtures). Adding and removing a person differ; both are counted and the worse is taken.
/// </remarks>
public sealed record SampledGaussianEvent : PrivacyEvent
{
    private const int LargestShift = 25;
    private readonly Lazy<NormalMixture> _mixture;

    /// <summary>Poisson sampling: each person takes part with probability <paramref name="rate"/>, independently.</summary>
    /// <param name="sigma">Standard deviation of the noise, above 0, at least a 25th of the sensitivity.</param>
    /// <param name="rate">q, above 0 and below 1.</param>
    /// <param name="l2Sensitivity">Above 0; 1 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public SampledGaussianEvent(Rational sigma, Rational rate, Rational? l2Sensitivity = null)
        : this(sigma, [new(Rational.Zero, 1 - RequireRate(rate)), new(l2Sensitivity ?? Rational.One, rate)])
    {
    }

    /// <summary>A mixture of sensitivities.</summary>
    /// <param name="sigma">Standard deviation of the noise, above 0, at least a 25th of the largest sensitivity.</param>
    /// <param name="sensitivities">Ascending, each at least 0, the last above 0; their probabilities add to 1.</param>
    /// <exception cref="ArgumentException">They do not.</exception>
    public SampledGaussianEvent(Rational sigma, params ImmutableArray<SampledSensitivity> sensitivities)
    {
        Sigma = RequirePositive(sigma, nameof(sigma));
        if (sensitivities.IsDefaultOrEmpty
            || sensitivities[0].L2.Sign < 0
            || sensitivities[^1].L2.Sign <= 0
            || sensitivities.Any(part => part.Probability.Sign <= 0)
            || sensitivities.Zip(sensitivities.Skip(1)).Any(pair => pair.First.L2 >= pair.Second.L2)
            || sensitivities.Aggregate(Rational.Zero, (sum, part) => sum + part.Probability) != Rational.One)
        {
            throw new ArgumentException("Sensitivities ascend from 0 or more, and their probabilities add to 1.", nameof(sensitivities));
        }

        if (sensitivities[^1].L2 > LargestShift * sigma)
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), "So little noise hides nobody who is sampled.");
        }

        Sensitivities = sensitivities;
        _mixture = new(() => NormalMixture.Of(Sigma, Sensitivities));
    }

    /// <summary>Standard deviation of the noise.</summary>
    public Rational Sigma { get; }

    /// <summary>How far the person moves the figure, and how likely.</summary>
    public ImmutableArray<SampledSensitivity> Sensitivities { get; }

    /// <summary>ρ as if the person always took part with the largest sensitivity: sampling has no zCDP gain.</summary>
    public override Rational Rho => Sensitivities[^1].L2 * Sensitivities[^1].L2 / (2 * Sigma * Sigma);

    internal override bool IsSymmetric => false;

    internal override Func<double, double> RenyiDivergence() => order => Rounding.Up(SampledDivergence.At(order, _mixture.Value));

    internal override LossLaw LossLaw(LossDirection direction) => new MixtureLosses(_mixture.Value, direction);

    /// <summary>Compares by value.</summary>
    public bool Equals(SampledGaussianEvent? other) => other is not null && Sigma == other.Sigma && Sensitivities.SequenceEqual(other.Sensitivities);

    /// <inheritdoc/>
    public override int GetHashCode() => Sensitivities.Aggregate(Sigma.GetHashCode(), HashCode.Combine);

    private static Rational RequireRate(Rational rate) => rate.Sign > 0 && rate < Rational.One
        ? rate
        : throw new ArgumentOutOfRangeException(nameof(rate), "A sampling rate lies between 0 and 1.");
}
