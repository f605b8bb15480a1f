using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Any (ε, δ)-differentially private release, of which no more is known.</summary>
/// <remarks>Its worst case is randomised response that fails openly with probability δ (Kairouz, Oh, Viswanath 2015).</remarks>
public sealed record ApproximateEvent : PrivacyEvent
{
    /// <summary>A release with <paramref name="epsilon"/>, and <paramref name="delta"/> where it is not pure.</summary>
    /// <param name="epsilon">At least 0.</param>
    /// <param name="delta">0 to 1; 0 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is out of range.</exception>
    public ApproximateEvent(Epsilon epsilon, Rational delta = default)
    {
        if (delta.Sign < 0 || delta > Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), "Delta lies between 0 and 1.");
        }

        (Epsilon, Delta) = (epsilon, delta);
    }

    /// <summary>ε.</summary>
    public Epsilon Epsilon { get; }

    /// <inheritdoc/>
    public override Rational Delta { get; }

    /// <inheritdoc/>
    public override Epsilon? Pure => Delta.Sign == 0 ? Epsilon : null;

    /// <inheritdoc/>
    public override Rational Rho => Epsilon.Value * Epsilon.Value / 2;

    internal override Func<double, double> RenyiDivergence() => Moments(new PureLaw(Epsilon.Value, Rational.Zero));

    internal override LossLaw LossLaw(LossDirection direction) => new PureLaw(Epsilon.Value, Delta);
}
