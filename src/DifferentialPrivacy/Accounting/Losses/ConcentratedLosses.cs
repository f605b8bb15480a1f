namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>A pair that no ρ-zCDP mechanism exceeds, from the bound of δ at each ε.</summary>
internal sealed class ConcentratedLosses(Rational rho, Rational delta) : LossLaw
{
    private readonly double _rho = rho.ToDouble();

    public override double Cumulant(double t) => _rho * t * (t + 1);

    public override double Spread(LossLimits limits) => 2 * ZeroConcentrated.EpsilonUp(Math.BitIncrement(_rho), limits.Tail);

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits)
    {
        LossMasses masses = OnGrid(rho, grid, limits);
        double own = delta.Sign == 0 ? 0 : Math.BitIncrement(delta.ToDouble());
        return masses with { Infinity = Math.Min(1, masses.Infinity + own) };
    }

    /// <summary>The law of pure ρ-zCDP.</summary>
    public static LossMasses OnGrid(Rational rho, LossGrid grid, LossLimits limits)
    {
        double rhoUp = Math.BitIncrement(rho.ToDouble());
        double highest = ZeroConcentrated.EpsilonUp(rhoUp, limits.Tail);
        return DeltaCurve.OnGrid(epsilon => ZeroConcentrated.DeltaUp(rhoUp, epsilon), highest, grid);
    }
}
