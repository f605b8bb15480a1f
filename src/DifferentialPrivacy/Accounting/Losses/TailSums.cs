namespace EnclaveCleanRoom.DifferentialPrivacy.Accounting.Losses;

/// <summary>
/// Walks down the masses of a loss law and keeps A = Σ mass and B = Σ mass·exp(point - loss), from which δ = A - exp(ε - point)·B for ε up to one step below
/// the point; with a bound of what the sums have lost to rounding.
/// </summary>
internal struct TailSums(double step)
{
    private const double UnitRoundoff = 1.0 / (1L << 53);
    private readonly double _decay = Math.Exp(-step);
    private double _sum;
    private double _compensation;
    private long _count;

    /// <summary>A: the mass at and above the point.</summary>
    public readonly double Mass => _sum + _compensation;

    /// <summary>B: the neighbour's mass there, times exp(point).</summary>
    public double Neighbour { get; private set; }

    /// <summary>By how much A - B may be too small: B takes three roundings a step, the compensated sum next to none.</summary>
    public readonly double Error => 4 * UnitRoundoff * ((_count * Neighbour) + Mass);

    /// <summary>δ one step below the point, rounded up.</summary>
    public readonly double DeltaOneStepBelow => Math.Max(0, Mass - (_decay * Neighbour)) + Error;

    /// <summary>Takes the next mass, one step below the last.</summary>
    public void Add(double mass)
    {
        double sum = _sum + mass;
        _compensation += _sum >= mass ? _sum - sum + mass : mass - sum + _sum;
        _sum = sum;
        Neighbour = mass + (_decay * Neighbour);
        _count++;
    }

    /// <summary>δ at <paramref name="distance"/> below the point, at most one step, rounded up.</summary>
    public readonly double DeltaBelow(double distance) => Math.Max(0, Mass - (Math.Exp(-distance) * Neighbour)) + Error;
}
