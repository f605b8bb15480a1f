namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The law of the privacy loss ln(P/Q) under P of one mechanism, for a pair (P, Q) that no neighbours exceed.</summary>
internal abstract class LossLaw
{
    /// <summary>No loss is above this; infinite when there is no bound.</summary>
    public virtual double Largest => double.PositiveInfinity;

    /// <summary>ln E[exp(t·loss)] for t above 0, near enough to choose a window by; nothing rests on it.</summary>
    public abstract double Cumulant(double t);

    /// <summary>How far its losses spread, within the limits.</summary>
    public abstract double Spread(LossLimits limits);

    /// <summary>The law on a grid, rounded so that it promises no less than it leaks.</summary>
    public abstract LossMasses OnGrid(LossGrid grid, LossLimits limits);

    /// <summary>The law as it is, where its losses are multiples of one step from an offset; otherwise <see langword="null"/>.</summary>
    public virtual LossLattice? Lattice(double tail) => null;
}
