using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>One number with continuous Laplace noise of scale b that a person moves by at most Δ: pure ε = Δ/b.</summary>
/// <remarks>Rényi divergence: Mironov, "Rényi Differential Privacy", 2017, Corollary 2. Kept for accounting; noise is drawn from integer laws.</remarks>
public sealed record LaplaceEvent : PrivacyEvent
{
    /// <summary>Noise with density exp(-|x|/b)/2b.</summary>
    /// <param name="scale">b, above 0.</param>
    /// <param name="l1Sensitivity">Δ, above 0, in the unit of <paramref name="scale"/>; 1 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0.</exception>
    public LaplaceEvent(Rational scale, Rational? l1Sensitivity = null)
    {
        Scale = RequirePositive(scale, nameof(scale));
        L1Sensitivity = RequirePositive(l1Sensitivity ?? Rational.One, nameof(l1Sensitivity));
    }

    /// <summary>b.</summary>
    public Rational Scale { get; }

    /// <summary>Δ.</summary>
    public Rational L1Sensitivity { get; }

    /// <inheritdoc/>
    public override Epsilon? Pure => new Epsilon(L1Sensitivity / Scale);

    /// <inheritdoc/>
    public override Rational Rho => Pure!.Value.Value * Pure.Value.Value / 2;

    internal override Func<double, double> RenyiDivergence() => Moments(new LaplaceLosses(Pure!.Value.Value));

    internal override LossLaw LossLaw(LossDirection direction) => new LaplaceLosses(Pure!.Value.Value);
}
