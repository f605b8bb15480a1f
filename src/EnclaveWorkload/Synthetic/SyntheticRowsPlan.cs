using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>Rows that look like the joined ones: a model of the rows' codes is learned privately, rows are made of it, and a noised check counts how many true rows stand among them.</summary>
/// <remarks>
/// <para>
/// Sensitivity for one person leaving any non-empty subset of the tables. A joined row is a row of the primary table whose person is in every joined one, and its columns follow from that row and the person's own rows; whoever
/// leaves any table takes all of the person's joined rows along, and changes nobody else's. At most K rows of a person are kept, by the secret. So the bounded rows change by the at most K rows of one person, which is the adjacency of
/// <see cref="SyntheticPlan"/> and <see cref="SafetyCheck"/>: L2 K for a table of counts, √2·K for the two counts of the check. Domains, bins and what is impossible stand in the agreement.
/// </para>
/// <para>
/// The check comes after the rows and is charged beside them. Its outcome, that there is an answer or none, follows from noised shares alone. Rows are as many as were asked for.
/// </para>
/// </remarks>
internal sealed class SyntheticRowsPlan : QueryPlan
{
    // The noise's tails are no heavier than a normal law's bound 2·exp(-t²/2), which is 5 % here.
    private static readonly double s_tails = Math.Sqrt(2 * Math.Log(40));

    private readonly Agreement _agreement;
    private readonly SyntheticTerms _terms;
    private readonly SyntheticQuery _query;
    private readonly SyntheticColumn[] _columns;
    private readonly ContributionBounds _bounds;
    private readonly SyntheticPlan _learning;
    private readonly SafetyCheck _check;

    internal SyntheticRowsPlan(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        (_agreement, _terms, _query) = (agreement, terms, query);
        _columns = [.. query.Columns.Select(column => terms.Columns.Single(known => known.Column == column))];
        _bounds = new ContributionBounds(maxGroups: 1, terms.RowsPerPerson);
        DiscreteDomain domain = new(
            _columns.Select(column => new DiscreteColumn($"{column.Column}", column.ValuesIn(agreement).Count, isOrdered: column.Bins > 0)),
            terms.Impossible.Where(pair => query.Columns.Contains(pair.First) && query.Columns.Contains(pair.Second)).Select(Zero));
        SyntheticOptions options = new()
        {
            Method = query.Dependences == SyntheticDependences.Tree ? SyntheticMethod.Tree : SyntheticMethod.Adaptive,
            RowsPerPerson = terms.RowsPerPerson,
        };
        _learning = new SyntheticPlan("tables of counts of synthetic rows", domain, Rho.FromNano(query.NanoRho - query.SafetyNanoRho), options);
        _check = new SafetyCheck("true rows among synthetic ones", terms.RowsPerPerson, Rho.FromNano(query.SafetyNanoRho));
        Privacy = new PrivacyPlan(_learning.Mechanism, _check.Mechanism);
    }

    public override DatasetId Primary => _terms.Rows;

    public override IReadOnlyList<DatasetId> Partners => _terms.Joined;

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        .. _query.Columns.Where(column => column.Dataset == dataset).Select(column => column.Column).Prepend(QueryPlanner.IdColumnOf(_agreement, dataset)).Distinct(),
    ];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        int[] people = table.JoinedPeople();
        using SecretOrder order = grant.CreateSecretOrder();
        ImmutableArray<int> kept = [.. _bounds.Apply(people, new int[people.Length], order).Rows];
        return new BoundedCodes(new DiscreteTable(
            _learning.Domain,
            [.. _columns.Select(column => ColumnOfCodes.Read(_agreement, table, column, people, kept.AsSpan()))]));
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        DiscreteTable rows = ((BoundedCodes)table).Table;
        PrivateRelease<SyntheticModel> model = _learning.Learn(grant, rows, threads, cancellationToken);
        DiscreteTable made = model.Value.Sample(_query.Rows, threads);
        PrivateRelease<SafetyReport> safety = _check.Release(grant, rows, model.Value, made, threads);
        return safety.Value.Passes(_terms.MaximumAdvantagePermille / 1000.0)
            ? model.Combine(safety, (learned, checkedRows) => (Answer)Answer(learned, made, checkedRows))
            : throw new InvalidOperationException("The check holds the rows back.");
    }

    private SyntheticAnswer Answer(SyntheticModel model, DiscreteTable made, SafetyReport safety)
    {
        double half = s_tails * model.RowsDeviation;
        return new SyntheticAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Dependences = _query.Dependences,
            Rows = made.Rows,
            Columns =
            [
                .. _columns.Select((column, index) =>
                {
                    IReadOnlyList<string> values = column.ValuesIn(_agreement);
                    return new SyntheticValues { Column = column.Column, Values = values, Codes = SyntheticCodes.Write(made.Column(index), values.Count) };
                }),
            ],
            LearnedRows = Figures.Of(model.EstimatedRows, Math.Max(0, model.EstimatedRows - half), model.EstimatedRows + half),
            Measurements =
            [
                .. model.Steps.Select(step => new SyntheticMeasurement
                {
                    Columns = [.. step.Columns.Select(column => _columns[column].Column)],
                    Cells = step.Cells,
                    Deviation = step.Deviation,
                }),
            ],
            Safety = new SyntheticSafety
            {
                ExactShare = safety.ExactShare,
                ExactShareExpected = safety.ExactShareExpected,
                NearShare = safety.NearShare,
                NearShareExpected = safety.NearShareExpected,
                MembershipAdvantage = safety.MembershipAdvantage,
            },
        };
    }

    private StructuralZero Zero(ImpossiblePair pair)
    {
        (int first, int second) = (Place(pair.First), Place(pair.Second));
        return new StructuralZero(first, CodeOf(first, pair.FirstValue), second, CodeOf(second, pair.SecondValue));
    }

    private int Place(ColumnReference column) => Array.FindIndex(_columns, known => known.Column == column);

    private int CodeOf(int column, string value) => _columns[column].ValuesIn(_agreement).ToList().IndexOf(value);
}
