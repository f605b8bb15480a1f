using EnclaveCleanRoom.DifferentialPrivacy.Accounting;
using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>A choice by the exponential mechanism at ε: its losses lie in an interval no longer than ε.</summary>
/// <remarks>
/// Sources: Durfee and Rogers, "Practical Differentially Private Top-k Selection", 2019 (bounded range); Cesar and Rogers, "Bounding, Concentrating, and Truncating", 2021,
/// Lemma 3.2 (ρ = ε²/8). Permute-and-flip has no such range: use <see cref="ApproximateEvent"/>.
/// </remarks>
public sealed record BoundedRangeEvent : PrivacyEvent
{
    /// <summary>A choice at <paramref name="epsilon"/> above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">ε is 0.</exception>
    public BoundedRangeEvent(Epsilon epsilon)
    {
        RequirePositive(epsilon.Value, nameof(epsilon));
        Epsilon = epsilon;
    }

    /// <summary>The length of the interval.</summary>
    public Epsilon Epsilon { get; }

    /// <inheritdoc/>
    public override Epsilon? Pure => Epsilon;

    /// <inheritdoc/>
    public override Rational Rho => Epsilon.Value * Epsilon.Value / 8;

    internal override Func<double, double> RenyiDivergence()
    {
        double epsilon = Epsilon.Value.ToDouble();
        return order => Rounding.Up(BoundedRangeDivergence.At(order, epsilon));
    }

    internal override LossLaw LossLaw(LossDirection direction) => new BoundedRangeLosses(Epsilon.Value);
}
