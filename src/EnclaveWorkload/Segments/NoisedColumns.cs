using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// What is noised of every cell: one vector for rows and outcomes, one for people, one for each amount. A ratio or an increment has nothing of its own.
/// </summary>
/// <remarks>
/// Sensitivity, of each vector over all cells, the rest's included: a person has rows in at most L0 cells, at most Linf in each. The first outcome splits the rows of a cell in those
/// with and without, which together move by at most Linf; each further outcome moves by at most Linf too. With k outcomes (or rows alone, k = 1): L1 = k·L0·Linf, L2² = k·L0·Linf².
/// People: L1 = L2² = L0. An amount: what a person adds to a cell lies between its bounds, so with the larger magnitude A of the two L1 = L0·A, L2² = L0·A². ρ is divided in
/// proportion to k, 1 and 1, which is what noising all of them as one vector, each in units of its own bound, comes to.
/// </remarks>
internal sealed class NoisedColumns
{
    private readonly List<NoisedBlock> _blocks = [];

    internal NoisedColumns(SegmentsTerms terms, SegmentsQuery query, ContributionBounds bounds, int cells, long nanoRho)
    {
        Outcomes = [.. query.Measures.OfType<OutcomeMeasure>().Select(measure => measure.Column).Distinct()];
        HasRows = query.Measures.Any(measure => measure is RowsMeasure);
        Amounts = [.. query.Measures.OfType<AmountMeasure>().Select(measure => measure.Column).Distinct().Select(column => terms.FindAmount(column)!)];
        bool hasPeople = query.Measures.Any(measure => measure is PeopleMeasure);
        int countWeight = HasRows || Outcomes.Count > 0 ? Math.Max(1, Outcomes.Count) : 0;
        int weight = countWeight + (hasPeople ? 1 : 0) + Amounts.Count;
        Rho ShareOf(int part) => Rho.FromNano(Math.Max(1, (long)((Int128)nanoRho * part / weight)));

        if (countWeight > 0)
        {
            int columns = Outcomes.Count + (HasRows ? 1 : 0);
            Counts = Add("rows and outcomes by group", cells, columns, OfCounts(bounds, countWeight), ShareOf(countWeight));
        }

        if (hasPeople)
        {
            People = Add("people by group", cells, 1, bounds.OfPeoplePerGroup, ShareOf(1));
        }

        AmountBlocks = [.. Amounts.Select(amount => Add(
            $"{amount.Column.Column}{UnitOf(amount)} by group", cells, 1, Sensitivity.OfEntries(bounds.MaxGroups, Math.Max(-amount.Lowest, amount.Highest)), ShareOf(1)))];
    }

    /// <summary>The outcomes, each once.</summary>
    internal IReadOnlyList<ColumnReference> Outcomes { get; }

    /// <summary>Whether rows are counted. Then the second column of the counts, or the only one, is that of rows without the first outcome.</summary>
    internal bool HasRows { get; }

    /// <summary>The amounts, each once.</summary>
    internal IReadOnlyList<AmountTerms> Amounts { get; }

    internal NoisedBlock? Counts { get; }

    internal NoisedBlock? People { get; }

    /// <summary>One for each of <see cref="Amounts"/>.</summary>
    internal IReadOnlyList<NoisedBlock> AmountBlocks { get; }

    /// <summary>All vectors, in the order in which they are released.</summary>
    internal IReadOnlyList<NoisedBlock> Blocks => _blocks;

    /// <summary>The column of an outcome among the counts: the first, then those after the rows without it.</summary>
    internal int ColumnOf(int outcome) => outcome == 0 || !HasRows ? outcome : outcome + 1;

    /// <summary>The columns that add up to rows.</summary>
    internal IReadOnlyList<int> RowColumns => Outcomes.Count == 0 ? [0] : [0, 1];

    /// <summary>Noise is on whole units, and so is the error that a preview shows: without its unit it would look <c>unitsPerOne</c> times too large.</summary>
    private static string UnitOf(AmountTerms amount) => amount.UnitsPerOne == 1 ? "" : $" in parts of 1/{amount.UnitsPerOne}";

    private static Sensitivity OfCounts(ContributionBounds bounds, int outcomes)
    {
        Sensitivity first = bounds.OfRowsPerGroup(parts: 2);
        Sensitivity further = bounds.OfRowsPerGroup();
        return checked(Sensitivity.OfNorms(
            first.L0 + ((outcomes - 1) * further.L0), outcomes * first.L1, outcomes * first.L2Squared, first.LInfinity));
    }

    private NoisedBlock Add(string name, int cells, int columns, Sensitivity sensitivity, Rho rho)
    {
        NoisedBlock block = new(new NoisyCounts(name, checked(cells * columns), CountNoise.ForRho(sensitivity, rho)), columns);
        _blocks.Add(block);
        return block;
    }
}
