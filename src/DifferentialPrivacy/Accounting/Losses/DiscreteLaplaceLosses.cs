namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// The worst pair of an integer with discrete Laplace noise of scale b that moves by at most Δ: the noise at 0 against the noise at Δ.
/// </summary>
/// <remarks>
/// The law is log-concave, so the best test is a threshold, and a threshold gains with the shift: the largest change is the worst.
/// Losses: Δ/b below 0, (Δ-2x)/b between, -Δ/b from Δ on.
/// </remarks>
internal sealed class DiscreteLaplaceLosses(Rational scale, long change) : LossLaw
{
    private const long MostAtoms = 1 << 20;
    private readonly double _rate = (1 / scale).ToDouble();
    private LossLattice? _lattice;

    public override double Largest => Math.BitIncrement((change / scale).ToDouble());

    public override double Cumulant(double t)
    {
        if (change > MostAtoms)
        {
            return new PureLaw(change / scale, Rational.Zero).Cumulant(t);
        }

        LossLattice lattice = _lattice ??= Lattice(0)!;
        return new LossMasses(lattice.First, 1, lattice.Masses, 0).Cumulant(2 * _rate, t) - (t * change * _rate);
    }

    public override double Spread(LossLimits limits) => 2 * Largest;

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits) =>
        (Lattice(limits.Tail) ?? new PureLaw(change / scale, Rational.Zero).Lattice(limits.Tail)).OnGrid(grid);

    public override LossLattice? Lattice(double tail)
    {
        if (change > MostAtoms)
        {
            return null;
        }

        double ratio = Math.Exp(-_rate);
        double[] masses = new double[change + 1];
        for (long x = 0; x <= change; x++)
        {
            // The loss falls with x, so the masses are stored from the far end.
            double weight = Math.Exp(-_rate * x) / (1 + ratio);
            masses[change - x] = x == 0 || x == change ? weight : weight * -NearZero.ExpMinusOne(-_rate);
        }

        return new LossLattice(-change / scale, 2 / scale, 0, masses, 0);
    }
}
