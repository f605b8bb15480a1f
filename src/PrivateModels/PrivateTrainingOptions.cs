using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>How a private model is trained. All of it is public and fixed before data is opened: a value chosen by looking at results would have to be charged.</summary>
public abstract record PrivateTrainingOptions
{
    private protected PrivateTrainingOptions()
    {
    }

    /// <summary>What of a person is hidden.</summary>
    public ProtectedParts Protects { get; init; } = ProtectedParts.Everything;

    /// <summary>How often gradients are summed over all rows and released, 1 to 40. Each costs an equal share of the budget.</summary>
    public int Rounds { get; init; } = 6;

    /// <summary>
    /// How much a person counts at most, in rows of the largest possible residual, 1/4 to 13; beyond, recalibration would count in more than 64 bits. A person's rows are scaled down together beyond it; recalibration lets people with several rows count twice as much. Larger values distort frequent users less and need more noise.
    /// </summary>
    public Rational ClipRows { get; init; } = 1;

    /// <summary>The share of the budget that recalibration spends, 1/1000 to 1/2. It cannot be left out: clipping and shrinking bend predicted rates.</summary>
    public Rational CalibrationShare { get; init; } = new(1, 20);

    /// <summary>
    /// The share of people who take part in each round, drawn afresh by secret coins; 1/1000 to 1, which is everybody. The first release and recalibration always take everybody. Less than 1 needs
    /// <see cref="ProtectedParts.Everything"/>; it makes the stated ε smaller and not the cost in ρ, and at the same ε everybody in every round is better: see docs/private-models.md.
    /// </summary>
    public Rational SampleShare { get; init; } = Rational.One;

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of range.</exception>
    internal virtual void Validate()
    {
        if (!Enum.IsDefined(Protects))
        {
            throw new ArgumentOutOfRangeException(nameof(Protects));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Rounds, 1, nameof(Rounds));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Rounds, 40, nameof(Rounds));
        Require(ClipRows >= new Rational(1, 4) && ClipRows <= 13, nameof(ClipRows));
        Require(CalibrationShare >= new Rational(1, 1000) && CalibrationShare <= new Rational(1, 2), nameof(CalibrationShare));
        Require(SampleShare >= new Rational(1, 1000) && SampleShare <= Rational.One, nameof(SampleShare));
        Require(SampleShare == Rational.One || Protects == ProtectedParts.Everything, nameof(SampleShare));
    }

    private protected static void Require(bool isInRange, string name)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(name);
        }
    }
}
