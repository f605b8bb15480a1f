using EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

namespace EnclaveCleanRoom.DifferentialPrivacy;

/// <summary>Any δ-approximately ρ-zCDP release, of which no more is known: an entry of the ledger, for instance.</summary>
public sealed record ConcentratedEvent : PrivacyEvent
{
    /// <summary>A release with <paramref name="rho"/>, and <paramref name="delta"/> where it can fail.</summary>
    /// <param name="rho">Above 0.</param>
    /// <param name="delta">0 to 1; 0 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public ConcentratedEvent(Rational rho, Rational delta = default)
    {
        if (delta.Sign < 0 || delta > Rational.One)
        {
            throw new ArgumentOutOfRangeException(nameof(delta), "Delta lies between 0 and 1.");
        }

        (Rho, Delta) = (RequirePositive(rho, nameof(rho)), delta);
    }

    /// <inheritdoc/>
    public override Rational Rho { get; }

    /// <inheritdoc/>
    public override Rational Delta { get; }

    internal override bool IsCountedByRho => true;

    internal override bool IsLinearInOrder => true;

    internal override LossLaw LossLaw(LossDirection direction) => new ConcentratedLosses(Rho, Delta);
}
