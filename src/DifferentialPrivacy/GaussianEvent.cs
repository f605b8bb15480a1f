using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Continuous Gaussian noise on a vector: only the ratio of L2 sensitivity and σ matters.</summary>
/// <remarks>Several such releases are together as one of ratio √Σ(Δ/σ)² (Dong, Roth, Su 2019). Kept for accounting; noise is drawn from integer laws.</remarks>
public sealed record GaussianEvent : PrivacyEvent
{
    /// <summary>Noise of standard deviation <paramref name="sigma"/>.</summary>
    /// <param name="sigma">Above 0.</param>
    /// <param name="l2Sensitivity">Above 0, in the unit of <paramref name="sigma"/>; 1 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public GaussianEvent(Rational sigma, Rational? l2Sensitivity = null)
    {
        Sigma = RequirePositive(sigma, nameof(sigma));
        L2Sensitivity = RequirePositive(l2Sensitivity ?? Rational.One, nameof(l2Sensitivity));
    }

    /// <summary>Standard deviation of the noise.</summary>
    public Rational Sigma { get; }

    /// <summary>How far a person moves the vector, as a Euclidean distance.</summary>
    public Rational L2Sensitivity { get; }

    /// <inheritdoc/>
    public override Rational Rho => L2Sensitivity * L2Sensitivity / (2 * Sigma * Sigma);

    internal override Rational? SquaredShift => 2 * Rho;

    internal override bool IsLinearInOrder => true;

    internal override LossLaw LossLaw(LossDirection direction) => new GaussianLosses(Math.BitIncrement(Math.Sqrt(Math.BitIncrement((2 * Rho).ToDouble()))));
}
