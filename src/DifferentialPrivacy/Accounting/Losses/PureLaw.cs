namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// The worst pair of an (ε, δ)-private mechanism: with δ the answer is given away, otherwise it is randomised response with losses ±ε.
/// </summary>
/// <remarks>Source: Kairouz, Oh, Viswanath, "The Composition Theorem for Differential Privacy", 2015, Theorem 3.4 and Lemma 5.2.</remarks>
internal sealed class PureLaw(Rational epsilon, Rational delta) : LossLaw
{
    private readonly double _epsilon = Math.BitIncrement(epsilon.ToDouble());
    private readonly double _delta = delta.Sign == 0 ? 0 : Math.BitIncrement(delta.ToDouble());

    public override double Largest => delta.Sign == 0 ? _epsilon : double.PositiveInfinity;

    public override double Cumulant(double t)
    {
        // p·e^(tε) + (1-p)·e^(-tε) with p = 1/(1+e^-ε).
        double likely = -NearZero.LogOnePlus(Math.Exp(-_epsilon));
        return NearZero.LogSumExp(likely + (t * _epsilon), likely - _epsilon - (t * _epsilon));
    }

    public override double Spread(LossLimits limits) => 2 * _epsilon;

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits) => Lattice(limits.Tail).OnGrid(grid);

    public override LossLattice Lattice(double tail)
    {
        double likely = 1 / (1 + Math.Exp(-_epsilon));
        double unlikely = 1 / (1 + Math.Exp(_epsilon));
        return epsilon.Sign == 0
            ? new LossLattice(Rational.Zero, Rational.One, 0, [1 - _delta], _delta)
            : new LossLattice(-epsilon, 2 * epsilon, 0, [(1 - _delta) * unlikely, (1 - _delta) * likely], _delta);
    }
}
