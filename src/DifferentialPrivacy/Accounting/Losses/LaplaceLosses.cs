namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// The worst pair of a number with continuous Laplace noise: losses ε and -ε with probabilities ½ and ½e^-ε, and between them the density ¼e^((loss-ε)/2), where
/// ε is sensitivity over scale.
/// </summary>
internal sealed class LaplaceLosses(Rational epsilon) : LossLaw
{
    private const double WidestPanel = 0.25;
    private const long MostCells = 1 << 13;
    private readonly double _epsilon = epsilon.ToDouble();

    public override double Largest => Math.BitIncrement(_epsilon);

    public override double Cumulant(double t)
    {
        double up = Math.Log((t + 1) / ((2 * t) + 1)) + (t * _epsilon);
        double down = Math.Log(t / ((2 * t) + 1)) - ((t + 1) * _epsilon);
        return NearZero.LogSumExp(up, down);
    }

    public override double Spread(LossLimits limits) => 2 * _epsilon;

    public override LossMasses OnGrid(LossGrid grid, LossLimits limits)
    {
        LossBuffer buffer = new(grid, grid.Below(-_epsilon) - 1, grid.Below(_epsilon) + 1);
        buffer.Split(epsilon, 0.5);
        buffer.Split(-epsilon, 0.5 * Math.Exp(-_epsilon));
        long cell = Math.Max(1, grid.Below(_epsilon) / MostCells);
        long end = grid.Below(_epsilon) + 1;
        for (long point = grid.Below(-_epsilon); point < end; point += cell)
        {
            // The last cell is a narrow one again: it must not reach beyond the largest loss by more than a step.
            cell = Math.Min(cell, point + cell < end ? cell : Math.Max(1, end - 1 - point));
            double low = Math.Max(-_epsilon, point * grid.Step);
            double high = Math.Min(_epsilon, (point + cell) * grid.Step);
            int panels = (int)Math.Ceiling((high - low) / WidestPanel);
            for (int panel = 0; panel < panels; panel++)
            {
                AddPanel(buffer, grid, (point, point + cell), low + ((high - low) * panel / panels), low + ((high - low) * (panel + 1) / panels));
            }
        }

        return buffer.ToMasses();
    }

    private void AddPanel(LossBuffer buffer, LossGrid grid, (long Start, long End) cell, double low, double high)
    {
        double width = -NearZero.ExpMinusOne((cell.Start - cell.End) * grid.Step);
        for (int node = 0; node < Panel.Nodes; node++)
        {
            double loss = Panel.Place(node, low, high);
            double mass = Panel.Weight(node, low, high) * 0.25 * Math.Exp((loss - _epsilon) / 2);
            double beyond = loss - (cell.Start * grid.Step) + (1e-15 * Math.Abs(loss));
            buffer.AddCell(cell.Start, cell.End, mass, mass * -NearZero.ExpMinusOne(-beyond) / width);
        }
    }
}
