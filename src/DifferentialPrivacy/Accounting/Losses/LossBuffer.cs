using System.Numerics;
using System.Runtime.CompilerServices;

namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// Collects probability on a grid so that nothing is understated. A loss between two points is split between them such that the mass and the mean
/// of exp(-loss), which is the mass under the neighbour, stay what they were.
/// </summary>
/// <remarks>
/// δ(ε) is a sum of (1 - exp(ε - loss))₊ over outcomes, which is convex and falling in exp(-loss), for one release and for any composition. A split that
/// keeps the mean of exp(-loss) therefore never lowers it, and neither does moving mass to a higher loss. Joining the dots of the
/// hockey-stick curve is the same thing: Doroshenko, Ghazi, Kamath, Kumar, Manurangsi, "Connect the Dots", 2022.
/// </remarks>
internal sealed class LossBuffer
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    // What a mass may be off by, relative to itself, after a few elementary functions; every mass is raised by it.
    private const double MassError = 1e-13;

    private readonly LossGrid _grid;
    private readonly long _first;
    private readonly double[] _masses;
    private double _infinity;

    public LossBuffer(LossGrid grid, long lowest, long highest)
    {
        _grid = grid;
        _first = lowest - 1;
        _masses = new double[highest - lowest + 4];
    }

    public void AddInfinity(double mass) => _infinity += mass;

    /// <summary>Adds mass at a grid point.</summary>
    public void Add(long point, double mass) => _masses[point - _first] += mass;

    /// <summary>Adds mass in the cell from <paramref name="point"/> to <paramref name="next"/>, of which <paramref name="upper"/> goes to the upper end.</summary>
    public void AddCell(long point, long next, double mass, double upper)
    {
        double confined = Math.Clamp(upper, 0, mass);
        _masses[point - _first] += mass - confined;
        _masses[next - _first] += confined;
    }

    /// <summary>Adds mass at any loss.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Split(double loss, double mass)
    {
        long point = _grid.Below(loss);
        double beyond = Math.Max(0, loss - (point * _grid.Step)) + (4 * UnitRoundoff * Math.Abs(loss));
        AddCell(point, point + 1, mass, mass * -NearZero.ExpMinusOne(-beyond) * _grid.PerWidth);
    }

    /// <summary>Adds mass at an exact loss, undivided where that is a grid point.</summary>
    public void Split(Rational loss, double mass)
    {
        Rational place = loss / _grid.ExactStep;
        BigInteger point = place.Floor();
        double beyond = (place - point).ToDouble() * _grid.Step * (1 + (4 * UnitRoundoff));
        AddCell((long)point, (long)point + 1, mass, mass * -NearZero.ExpMinusOne(-beyond) * _grid.PerWidth);
    }

    public LossMasses ToMasses()
    {
        int start = 0;
        int end = _masses.Length;
        while (start < end - 1 && _masses[start] == 0)
        {
            start++;
        }

        while (end > start + 1 && _masses[end - 1] == 0)
        {
            end--;
        }

        double[] raised = new double[end - start];
        for (int i = 0; i < raised.Length; i++)
        {
            raised[i] = _masses[start + i] * (1 + MassError);
        }

        return new LossMasses(_first + start, 1, raised, Math.Min(1, _infinity * (1 + MassError)));
    }
}
