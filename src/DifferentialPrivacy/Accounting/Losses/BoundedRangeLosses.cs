namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// A pair that no mechanism whose loss has a range of at most ε exceeds, such as the exponential mechanism: δ(ε′) = (1 - e^((ε′-ε)/2))² / (1 - e^-ε).
/// </summary>
/// <remarks>
/// Source: Dong, Durfee, Rogers, "Optimal Differential Privacy Composition for Exponential Mechanisms", 2020, Lemma 3.1: with losses in [t-ε, t] the worst law has two
/// points, and the worst t is halfway between ε and ε′.
/// </remarks>
internal sealed class BoundedRangeLosses(Rational epsilon) : LossLaw
{
    private readonly double _epsilon = Math.BitIncrement(epsilon.ToDouble());

    public override double Largest => _epsilon;

    /// <summary>The Rényi divergences are at most those of ε²/8-zCDP (Cesar, Rogers 2021).</summary>
    public override double Cumulant(double t) => Math.Min(t * _epsilon, _epsilon * _epsilon / 8 * t * (t + 1));

    public override double Spread(LossLimits limits) => 2 * _epsilon;

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits) => DeltaCurve.OnGrid(DeltaAt, _epsilon, grid);

    private double DeltaAt(double loss)
    {
        if (loss >= _epsilon)
        {
            return 0;
        }

        double gain = NearZero.ExpMinusOne((loss - _epsilon) / 2);
        return gain * gain / -NearZero.ExpMinusOne(-_epsilon) * (1 + 1e-13);
    }
}
