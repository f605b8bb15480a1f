using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>One integer with discrete Gaussian noise of parameter σ² that a person moves by at most Δ.</summary>
/// <remarks>Source: Canonne, Kamath, Steinke 2020, Theorem 4 (ρ = Δ²/2σ²). Entries of a vector are as many releases.</remarks>
public sealed record DiscreteGaussianEvent : PrivacyEvent
{
    // Beyond σ = 50,000 the law has millions of points, and is as good as its ρ.
    private const long LargestVariance = 2_500_000_000;

    /// <summary>Noise with weight exp(-x²/2σ²).</summary>
    /// <param name="variance">σ², above 0; the parameter of the law, not its variance, which is a little less.</param>
    /// <param name="change">Δ, 1 to 10^6.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public DiscreteGaussianEvent(Rational variance, long change = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(change);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(change, 1_000_000);
        (Variance, Change) = (RequirePositive(variance, nameof(variance)), change);
    }

    /// <summary>σ².</summary>
    public Rational Variance { get; }

    /// <summary>Δ: by how much one person moves the integer, at most.</summary>
    public long Change { get; }

    /// <inheritdoc/>
    public override Rational Rho => (Rational)Change * Change / (2 * Variance);

    internal override bool IsCountedByRho => Variance > LargestVariance;

    internal override bool IsLinearInOrder => true;

    internal override LossLaw LossLaw(LossDirection direction) => new DiscreteGaussianLosses(Variance, Change);
}
