using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>One integer with discrete Laplace noise of scale b that a person moves by at most Δ: pure ε = Δ/b.</summary>
/// <remarks>Source: Ghosh, Roughgarden, Sundararajan 2009. Entries of a vector are as many releases.</remarks>
public sealed record DiscreteLaplaceEvent : PrivacyEvent
{
    /// <summary>Noise with weight exp(-|x|/b).</summary>
    /// <param name="scale">b, above 0.</param>
    /// <param name="change">Δ, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public DiscreteLaplaceEvent(Rational scale, long change = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(change);
        (Scale, Change) = (RequirePositive(scale, nameof(scale)), change);
    }

    /// <summary>b.</summary>
    public Rational Scale { get; }

    /// <summary>Δ: by how much one person moves the integer, at most.</summary>
    public long Change { get; }

    /// <inheritdoc/>
    public override Epsilon? Pure => new Epsilon(Change / Scale);

    /// <inheritdoc/>
    public override Rational Rho => Pure!.Value.Value * Pure.Value.Value / 2;

    internal override Func<double, double> RenyiDivergence() => Moments(new DiscreteLaplaceLosses(Scale, Change));

    internal override LossLaw LossLaw(LossDirection direction) => new DiscreteLaplaceLosses(Scale, Change);
}
