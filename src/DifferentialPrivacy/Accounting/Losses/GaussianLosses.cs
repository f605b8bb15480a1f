namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The loss of continuous Gaussian noise for a shift of μ standard deviations: normal, with mean μ²/2 and variance μ².</summary>
internal sealed class GaussianLosses(double shift) : LossLaw
{
    public override double Cumulant(double t) => shift * shift / 2 * t * (t + 1);

    public override double Spread(LossLimits limits) => 2 * shift * (Math.Sqrt(2 * -Math.Log(limits.Tail)) + shift);

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits) =>
        new MixtureLosses(new NormalMixture([shift], [1]), LossDirection.Remove).OnGrid(grid, limits);
}
