namespace EnclaveCleanRoom.Agreements.Queries;

/// <summary>
/// The noise that synthetic rows would be learned with: known before any data, from the agreement and the question alone. Counts are of rows that are learned from.
/// </summary>
/// <remarks>
/// A quarter of what learning may spend is for each column by itself, in proportion to the two-thirds power of its number of values; a tenth is for choosing; the rest is for pairs of columns, in equal parts for each edge of a tree, or a fortieth each
/// at first. With ρ, and K rows of a person, a count has noise of variance K²/2ρ. The safety check has a part of its own (<see cref="SyntheticQuery.SafetyNanoRho"/>), half for each of its two counts, which a person moves by 1, and by 8 each of
/// two: variances 1/ρ and 128/ρ of that part. So has measuring two models, half of <see cref="SyntheticQuery.UtilityNanoRho"/>: L2² is 2K².
/// </remarks>
public sealed record SyntheticNoise
{
    private const double ColumnsShare = 0.25;
    private const double ChoiceShare = 0.1;
    private const int FirstRounds = 40;

    // Of the safety check: sets of columns, the cells of nearness that an excess adds up at most, and one person in so many held out.
    private const int RareSets = 8;
    private const int NearestCells = 3;
    private const int OneHeldOutIn = 10;

    // Each counts a held-out row once, and half of the ρ is for training.
    private const int UtilityModels = 2;

    // 95 % of a normal law, whose tails those of the discrete one do not exceed.
    private const double Coverage = 1.96;

    private readonly double _safetyRho;

    private SyntheticNoise(IReadOnlyList<SyntheticColumnNoise> columns, double pairDeviation, double safetyRho, double utilityDeviation) =>
        (Columns, PairDeviation, _safetyRho, UtilityDeviation) = (columns, pairDeviation, safetyRho, utilityDeviation);

    /// <summary>Of each column of the question by itself.</summary>
    public IReadOnlyList<SyntheticColumnNoise> Columns { get; }

    /// <summary>The standard deviation of the noise on a count of two columns together: of each edge of a tree, or of the first pairs that are measured adaptively. 0 for one column.</summary>
    public double PairDeviation { get; }

    /// <summary>Within this lies such noise with 95 %.</summary>
    public double PairHalfWidth => Coverage * PairDeviation;

    /// <summary>The standard deviation of the noise on each count of people by nearness to made rows, which the safety check makes.</summary>
    public double NearnessDeviation => 1 / Math.Sqrt(_safetyRho);

    /// <summary>The standard deviation of the noise on each count of combinations that single somebody out, over all sets of columns.</summary>
    public double SinglingOutDeviation => RareSets * Math.Sqrt(2) / Math.Sqrt(_safetyRho);

    /// <summary>The standard deviation of the noise on each count of held-out rows by score, from which the figures of <see cref="SyntheticQuery.Utility"/> are computed; 0 where they are not asked for.</summary>
    public double UtilityDeviation { get; }

    /// <summary>Within this lies the noise on each of those counts with 95 %.</summary>
    public double UtilityHalfWidth => Coverage * UtilityDeviation;

    /// <summary>The standard deviations, to first order and at most, that noise alone gives the two advantages which the safety check holds against the terms' thresholds, where no fewer rows are made than people held out.</summary>
    /// <param name="people">How many people have rows, whether they are learned from or held out; above 0. It is data, so before an answer it is supposed.</param>
    /// <returns>Of the membership advantage and of the singling-out one, as shares.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nobody.</exception>
    public (double Membership, double SinglingOut) AdvantageDeviations(double people)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        (double heldOut, double learned) = (people / OneHeldOutIn, people - (people / OneHeldOutIn));
        double nearness = NearnessDeviation * Math.Sqrt(NearestCells) * Math.Sqrt((1 / (heldOut * heldOut)) + (1 / (learned * learned)));
        return (nearness, SinglingOutDeviation * Math.Sqrt(2) / (RareSets * heldOut));
    }

    /// <summary>What a question would be answered with.</summary>
    /// <param name="agreement">The agreement, which states the columns' domains.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="query">A question that the agreement allows.</param>
    public static SyntheticNoise Expected(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(query);
        double rho = query.LearningNanoRho(terms) * 1e-9;
        int[] values = [.. query.Columns.Select(column => terms.Columns.FirstOrDefault(known => known.Column == column) is { } known ? CountOf(agreement, known) : 0)];
        double[] weights = [.. values.Select(count => Math.Cbrt((double)count * count))];
        double pairs = query.Dependences == SyntheticDependences.Tree ? query.Columns.Count - 1 : FirstRounds;
        return new SyntheticNoise(
            [.. query.Columns.Select((column, i) => new SyntheticColumnNoise(column, values[i], Deviation(terms, ColumnsShare * rho * weights[i] / weights.Sum()), Coverage))],
            query.Columns.Count < 2 ? 0 : Deviation(terms, (1 - ColumnsShare - ChoiceShare) * rho / pairs),
            query.SafetyNanoRho * 1e-9,
            query.Utility.Count == 0 ? 0 : Deviation(terms, query.UtilityNanoRho * 1e-9 / (2 * UtilityModels)));
    }

    // Of values that are chosen privately there are so many at most, and one for all others; of a list, one column for each item, which is counted as a yes or no.
    private static int CountOf(Agreement agreement, SyntheticColumn column) => column.Chosen > 0 ? column.Chosen + 1 : column.ValuesIn(agreement).Count;

    private static double Deviation(SyntheticTerms terms, double rho) => terms.RowsPerPerson / Math.Sqrt(2 * rho);
}

/// <summary>The noise of one column's counts.</summary>
public sealed record SyntheticColumnNoise
{
    internal SyntheticColumnNoise(ColumnReference column, int values, double deviation, double coverage) =>
        (Column, Values, Deviation, HalfWidth) = (column, values, deviation, coverage * deviation);

    /// <summary>The column.</summary>
    public ColumnReference Column { get; }

    /// <summary>How many values it has, and so how many counts.</summary>
    public int Values { get; }

    /// <summary>The standard deviation of the noise on each.</summary>
    public double Deviation { get; }

    /// <summary>Within this lies the noise on each with 95 %.</summary>
    public double HalfWidth { get; }

    /// <summary>The mean of what the noise on all of them adds up to, signs left out.</summary>
    public double TotalError => Values * Deviation * Math.Sqrt(2 / Math.PI);
}
