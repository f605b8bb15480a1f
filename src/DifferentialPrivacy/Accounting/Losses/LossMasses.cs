using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// Privacy losses ln(P/Q) under P: mass j lies at (First + j·Stride) steps of a grid, what is left of 1 at infinity. It promises no less than
/// the mechanism leaks: its hockey-stick curve lies nowhere below the mechanism's.
/// </summary>
/// <param name="First">Grid point of the first mass.</param>
/// <param name="Stride">Grid points from one mass to the next, at least 1.</param>
/// <param name="Masses">Each at least 0.</param>
/// <param name="Infinity">The mass of outcomes that tell the neighbours apart for certain, 0 to 1.</param>
internal sealed record LossMasses(long First, long Stride, double[] Masses, double Infinity)
{
    /// <summary>The grid point of the last mass.</summary>
    public long Last => First + (Stride * (Masses.Length - 1L));

    /// <summary>ln Σ mass·exp(t·loss) of the finite part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Cumulant(double step, double t)
    {
        double top = t >= 0 ? t * Last * step : t * First * step;
        double sum = 0;
        for (int j = 0; j < Masses.Length; j++)
        {
            sum += Masses[j] * Math.Exp((t * (First + (j * Stride)) * step) - top);
        }

        return top + Math.Log(sum);
    }
}
