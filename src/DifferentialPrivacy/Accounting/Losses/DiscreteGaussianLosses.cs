using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// The worst pair of an integer with discrete Gaussian noise of parameter σ² that moves by at most Δ: the noise at 0 against the noise at Δ, with loss
/// (Δ² - 2Δx)/2σ² at x.
/// </summary>
/// <remarks>The law is log-concave, so the best test is a threshold, and a threshold gains with the shift: the largest change is the worst.</remarks>
internal sealed class DiscreteGaussianLosses(Rational variance, long change) : LossLaw
{
    private const double MostAtoms = 1 << 22;
    private readonly Rational _rho = (Rational)change * change / (2 * variance);

    /// <summary>The Rényi divergences are at most those of the continuous law (Canonne, Kamath, Steinke 2020, Proposition 5).</summary>
    public override double Cumulant(double t) => _rho.ToDouble() * t * (t + 1);

    public override double Spread(LossLimits limits)
    {
        double shift = Math.Sqrt(2 * _rho.ToDouble());
        return 2 * shift * (Math.Sqrt(2 * -Math.Log(limits.Tail)) + shift);
    }

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits) =>
        Lattice(limits.Tail)?.OnGrid(grid) ?? throw new UnreachableException("Noise as wide as this is counted by its rho.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override LossLattice? Lattice(double tail)
    {
        double parameter = variance.ToDouble();
        double reach = Math.Ceiling(Math.Sqrt(2 * parameter * -Math.Log(tail))) + 1;
        if (2 * reach > MostAtoms)
        {
            return null;
        }

        double[] masses = new double[(2 * (int)reach) + 1];
        double total = 0;
        for (int i = 0; i <= (int)reach; i++)
        {
            double x = reach - i;
            masses[i] = masses[^(i + 1)] = Math.Exp(-x * x / (2 * parameter));
            total += x == 0 ? masses[i] : 2 * masses[i];
        }

        // Σ over x > reach is at most the integral from there, which is at most σ²/reach·exp(-reach²/2σ²).
        double beyond = parameter / reach * masses[0] / total;
        for (int i = 0; i < masses.Length; i++)
        {
            masses[i] /= total;
        }

        masses[0] += beyond;
        return new LossLattice(_rho, change / variance, -(long)reach, masses, beyond);
    }
}
