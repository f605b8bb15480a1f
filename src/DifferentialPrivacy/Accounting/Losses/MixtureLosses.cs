using System.Runtime.CompilerServices;
using EnclaveCleanRoom.DifferentialPrivacy.Accuracy;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The loss between a normal mixture and the normal law at 0, in either direction: integrated over each cell of the grid by short panels.</summary>
/// <remarks>
/// Within a cell that begins at loss c, the share of mass that goes to the cell's upper end is (1 - e^c·Q/P)/(1 - e^-step), so what is integrated
/// is a difference of two normal densities, which four nodes on a quarter of a standard deviation give to 14 digits.
/// </remarks>
internal sealed class MixtureLosses(NormalMixture mixture, LossDirection direction) : LossLaw
{
    private const double UnitRoundoff = 1.0 / (1L << 53);
    private const double WidestPanel = 0.25;
    private const double NodeDistance = 0.5;
    private const double NodeReach = 10;

    private (double[] Masses, double[] Losses)? _nodes;

    private bool IsRemoval => direction == LossDirection.Remove;

    public override double Largest =>
        IsRemoval || mixture.Means[0] > 0 ? double.PositiveInfinity : Math.BitIncrement(-Math.Log(mixture.Weights[0]));

    /// <summary>By the trapezoidal rule, which converges exponentially on such integrands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Cumulant(double t)
    {
        (double[] masses, double[] losses) = _nodes ??= Nodes();
        double top = double.NegativeInfinity;
        for (int i = 0; i < losses.Length; i++)
        {
            top = Math.Max(top, t * losses[i]);
        }

        double sum = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            sum += masses[i] * Math.Exp((t * losses[i]) - top);
        }

        return top + Math.Log(sum);
    }

    public override double Spread(LossLimits limits)
    {
        (double low, double high) = Range(limits);
        return Math.Abs(LossAt(high) - LossAt(low));
    }

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits)
    {
        (double low, double high) = Range(limits);
        (double lossAtLow, double lossAtHigh) = (LossAt(low), LossAt(high));
        long bottom = grid.Below(Math.Min(lossAtLow, lossAtHigh)) - 1;
        long top = grid.Below(Math.Max(lossAtLow, lossAtHigh)) + 2;
        LossBuffer buffer = new(grid, bottom - grid.CellAt(bottom), top + grid.CellAt(top));
        for (double x = low; x < high;)
        {
            // Rounding may put x on the wrong side of the boundary that it stands for.
            long point = grid.Below(LossAt(x) + ((IsRemoval ? 1 : -1) * 1e-9 * grid.Step));
            long width = grid.CellAt(point);
            long start = (point >= 0 ? point : point - width + 1) / width * width;
            double loss = (IsRemoval ? start + width : start) * grid.Step;
            double next = Math.Min(high, mixture.PlaceOf(IsRemoval ? loss : -loss, x));
            next = next > x ? next : Math.Min(high, x + (1e-12 * (1 + Math.Abs(x))));
            AddCell(buffer, grid, (start, start + width), x, next);
            x = next;
        }

        // The far end of small losses is moved up to where the panels began, that of large ones to infinity.
        double below = NormalLaw.UpperTail(Reach(limits)) * (1 + 1e-12);
        buffer.Add(grid.Below(Math.Min(lossAtLow, lossAtHigh)) + 1, below);
        buffer.AddInfinity((IsRemoval ? TailAbove(high) : NormalLaw.UpperTail(-low)) * (1 + 1e-12));
        return buffer.ToMasses();
    }

    private static double Reach(LossLimits limits) => Math.Sqrt(2 * -Math.Log(limits.Tail));

    private (double Low, double High) Range(LossLimits limits)
    {
        double reach = Reach(limits);
        double ceiling = mixture.PlaceOf(IsRemoval ? limits.Ceiling : -limits.Ceiling, reach);
        return IsRemoval
            ? (-reach, Math.Max(-reach, Math.Min(mixture.LargestMean + reach, ceiling)))
            : (Math.Min(reach, Math.Max(-reach, ceiling)), reach);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddCell(LossBuffer buffer, LossGrid grid, (long Start, long End) cell, double low, double high)
    {
        double start = Math.Exp(cell.Start * grid.Step);
        double width = -NearZero.ExpMinusOne((cell.Start - cell.End) * grid.Step);
        double steepest = Math.Max(1, Math.Max(Math.Abs(low), Math.Max(Math.Abs(high), Math.Abs(low - mixture.LargestMean))));
        int panels = (int)Math.Ceiling((high - low) * steepest / WidestPanel);
        for (int panel = 0; panel < panels; panel++)
        {
            (double left, double right) = (low + ((high - low) * panel / panels), low + ((high - low) * (panel + 1) / panels));
            for (int node = 0; node < Panel.Nodes; node++)
            {
                double x = Panel.Place(node, left, right);
                double weight = Panel.Weight(node, left, right) * NormalLaw.Density(x);
                double ratio = mixture.RatioAt(x);
                double error = (8 + (2 * mixture.LargestMean * (Math.Abs(x) + mixture.LargestMean))) * UnitRoundoff;
                double mass = IsRemoval ? weight * ratio : weight;
                double upper = IsRemoval ? ratio - start + (error * ratio) : 1 - (start * ratio * (1 - error)) + error;
                buffer.AddCell(cell.Start, cell.End, mass, weight * upper / width);
            }
        }
    }

    private double LossAt(double x) => IsRemoval ? Math.Log(mixture.RatioAt(x)) : -Math.Log(mixture.RatioAt(x));

    private double TailAbove(double x)
    {
        double tail = 0;
        for (int i = 0; i < mixture.Means.Length; i++)
        {
            tail += mixture.Weights[i] * NormalLaw.UpperTail(x - mixture.Means[i]);
        }

        return tail;
    }

    private (double[] Masses, double[] Losses) Nodes()
    {
        int count = (int)((mixture.LargestMean + (2 * NodeReach)) / NodeDistance) + 1;
        (double[] masses, double[] losses) = (new double[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            double x = (i * NodeDistance) - NodeReach;
            masses[i] = NodeDistance * NormalLaw.Density(x) * (IsRemoval ? mixture.RatioAt(x) : 1);
            losses[i] = LossAt(x);
        }

        return (masses, losses);
    }
}
