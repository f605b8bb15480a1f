namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>The points at which discretised privacy losses lie: the whole multiples of a step.</summary>
/// <param name="step">The exact step, above 0.</param>
/// <param name="resolution">Cells of continuous laws may be as wide as their distance from 0 divided by this, when that is more than a step.</param>
internal sealed class LossGrid(Rational step, long resolution = 1 << 14)
{
    /// <summary>The exact step, above 0.</summary>
    public Rational ExactStep { get; } = step;

    /// <summary>The step.</summary>
    public double Step { get; } = step.ToDouble();

    /// <summary>1 / (1 - exp(-step)), without cancellation.</summary>
    public double PerWidth { get; } = Math.BitIncrement(1 / -NearZero.ExpMinusOne(-step.ToDouble()));

    /// <summary>How many steps wide the cell at a point may be: a power of two, and the cell begins at a multiple of it.</summary>
    public long CellAt(long point)
    {
        long cell = 1;
        while (Math.Abs(point) >= 2 * cell * resolution)
        {
            cell *= 2;
        }

        return cell;
    }

    /// <summary>The last point not above <paramref name="loss"/>.</summary>
    public long Below(double loss) => (long)Math.Floor(loss / Step);
}
