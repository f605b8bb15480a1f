using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>Losses that are exactly Offset + (First + j)·Step, with their masses: nothing needs to be discretised.</summary>
internal sealed record LossLattice(Rational Offset, Rational Step, long First, double[] Masses, double Infinity)
{
    private const int FewMasses = 64;

    /// <summary>The lattice split onto a grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LossMasses OnGrid(LossGrid grid)
    {
        double offset = Offset.ToDouble();
        double step = Step.ToDouble();
        double lowest = offset + (First * step);
        double highest = offset + ((First + Masses.Length - 1) * step);
        LossBuffer buffer = new(grid, grid.Below(lowest) - 1, grid.Below(highest) + 1);
        for (int j = 0; j < Masses.Length; j++)
        {
            if (Masses.Length <= FewMasses)
            {
                buffer.Split(Offset + ((First + j) * Step), Masses[j]);
            }
            else
            {
                // The two roundings of the products, each relative to itself, are covered by moving the loss up.
                double loss = offset + ((First + j) * step);
                buffer.Split(loss + (1e-15 * (Math.Abs(offset) + Math.Abs((First + j) * step))), Masses[j]);
            }
        }

        buffer.AddInfinity(Infinity);
        return buffer.ToMasses();
    }
}
