namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How a synthetic table is made: public constants, fixed before data is seen.</summary>
public sealed record SyntheticOptions
{
    /// <summary>How dependences are chosen.</summary>
    public SyntheticMethod Method { get; init; } = SyntheticMethod.Adaptive;

    /// <summary>Rows that one person has in the table at most, at least 1. Noise grows with it.</summary>
    public int RowsPerPerson { get; init; } = 1;

    /// <summary>Cells of all tables of the model together, at most; a pair of columns that would need more is not measured.</summary>
    public int MaxModelCells { get; init; } = 1 << 20;

    /// <summary>Rounds of choosing and measuring that the budget is first divided into; more are run when what is left is too small to measure better. The tree has one for each of its edges.</summary>
    public int Rounds { get; init; } = 40;

    /// <summary>The share of the budget for each column by itself, in thousandths, 1 to 900.</summary>
    public int ColumnsPerMille { get; init; } = 250;

    /// <summary>The share of the budget for choosing pairs, in thousandths, 1 to 900.</summary>
    public int ChoicePerMille { get; init; } = 100;

    /// <summary>Codes whose noisy count is below so many standard deviations of a pair's noise are measured together with their neighbours.</summary>
    public double CoarseBelow { get; init; } = 4;

    /// <summary>Bins of equal weight, about, that ordered codes are put together to at the most, 1 or more.</summary>
    public int OrderedBins { get; init; } = 32;

    /// <summary>How strongly measurements are drawn towards what the model says without them, in standard deviations of noise for each unit of log-odds.</summary>
    public double Shrinkage { get; init; } = 0.3;

    /// <summary>Passes over the model after each measurement but the last, at most.</summary>
    public int PassesPerRound { get; init; } = 8;

    /// <summary>Passes over the model after the last measurement.</summary>
    public int FinalPasses { get; init; } = 40;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal void Require()
    {
        if (!Enum.IsDefined(Method) || RowsPerPerson < 1 || MaxModelCells < 1 || Rounds is < 1 or > 1000 || ColumnsPerMille is < 1 or > 900 || ChoicePerMille is < 1 or > 900
            || ColumnsPerMille + ChoicePerMille > 990 || !(CoarseBelow >= 0) || !(Shrinkage > 0) || FinalPasses is < 1 or > 10_000 || PassesPerRound is < 1 or > 10_000 || OrderedBins < 1)
        {
            throw new ArgumentException("An option is out of range.");
        }
    }
}
