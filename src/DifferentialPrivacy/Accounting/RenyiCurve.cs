namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting;

/// <summary>The sum of Rényi divergences of several releases at any order, rounded up. Releases whose divergence is ρ times the order are summed once, exactly.</summary>
internal sealed class RenyiCurve
{
    private readonly double _rho;
    private readonly (Func<double, double> Divergence, long Count)[] _others;

    public RenyiCurve(IReadOnlyList<CountedEvent> events)
    {
        Rational rho = Rational.Sum([.. events.Where(counted => counted.Event.IsLinearInOrder).Select(counted => counted.Count * counted.Event.Rho)]);
        _rho = rho.Sign == 0 ? 0 : Math.BitIncrement(rho.ToDouble());
        _others = [.. events.Where(counted => !counted.Event.IsLinearInOrder).Select(counted => (counted.Event.RenyiDivergence(), counted.Count))];
    }

    /// <summary>The divergence of an order above 1.</summary>
    public double At(double order)
    {
        double sum = _rho == 0 ? 0 : Rounding.Up(order * _rho);
        foreach ((Func<double, double> divergence, long count) in _others)
        {
            sum += count * divergence(order);
        }

        return sum;
    }
}
