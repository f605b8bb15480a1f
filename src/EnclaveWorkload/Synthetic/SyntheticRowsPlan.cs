using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Synthetic.Utility;
using EnclaveCleanRoom.SyntheticData;

namespace EnclaveCleanRoom.EnclaveWorkload.Synthetic;

/// <summary>
/// Rows that look like the joined ones: a tenth of the people are held out by lot, columns whose values are not public get them privately, a model of the others' rows is learned, rows are made of it, and attacks on them, and their
/// likeness, are measured with noise; where it is asked for, a model of the made rows is tried on those who were held out.
/// </summary>
/// <remarks>
/// <para>
/// Sensitivity for one person leaving any non-empty subset of the tables. A joined row is a row of the primary table whose person is in every joined one, and its columns follow from that row and the person's own rows; whoever
/// leaves any table takes all of the person's joined rows along, and changes nobody else's. At most K rows of a person are kept, by the secret, and the person's lot, to be learned from or held out, is its own. So one table changes, by the at
/// most K rows of one person, which is the adjacency of <see cref="QuantileBins"/>, <see cref="ValueChoice"/>, <see cref="SyntheticPlan"/>, <see cref="FidelityCheck"/> and <see cref="SafetyCheck"/>. What
/// is impossible stands in the agreement, and of chosen values that alone counts which was chosen.
/// </para>
/// <para>
/// They run one after the other, each on what the ones before have released, and their costs add up (Bun, Steinke 2016, Lemma 2.3). That there is an answer or none follows from noised figures alone. Rows are as many as were
/// asked for.
/// </para>
/// </remarks>
internal sealed class SyntheticRowsPlan : QueryPlan
{
    // The noise's tails are no heavier than a normal law's bound 2·exp(-t²/2), which is 5 % here.
    private static readonly double s_tails = Math.Sqrt(2 * Math.Log(40));

    private readonly Agreement _agreement;
    private readonly SyntheticTerms _terms;
    private readonly SyntheticQuery _query;
    private readonly PlannedColumn[] _columns;
    private readonly int[] _firsts;
    private readonly ContributionBounds _bounds;
    private readonly SyntheticPlan _learning;
    private readonly FidelityCheck _fidelity;
    private readonly SafetyCheck _safety;
    private readonly UtilityPlan? _utility;

    internal SyntheticRowsPlan(Agreement agreement, SyntheticTerms terms, SyntheticQuery query)
    {
        (_agreement, _terms, _query) = (agreement, terms, query);
        _columns = [.. query.Columns.Select(column => PlannedColumn.Of(agreement, terms, query, terms.Columns.Single(known => known.Column == column)))];
        _firsts = [.. _columns.Select((_, index) => _columns.Take(index).Sum(column => column.Width))];
        _bounds = new ContributionBounds(maxGroups: 1, terms.RowsPerPerson);
        int modelled = _columns.Sum(column => column.Width);
        _safety = new SafetyCheck("safety", Rho.FromNano(query.SafetyNanoRho));
        _fidelity = new FidelityCheck("fidelity", modelled, Ordered(), terms.RowsPerPerson, Rho.FromNano(query.FidelityNanoRho));
        Mechanism[] choices = [.. _columns.Select(column => column.Mechanism).OfType<Mechanism>()];
        _utility = query.Utility.Count == 0 ? null : new UtilityPlan(agreement, terms, query, _firsts);
        Mechanism[] beside = [.. choices, .. _fidelity.Mechanisms, .. _safety.Mechanisms, .. UtilityMechanisms];
        SyntheticOptions options = new()
        {
            Method = query.Dependences == SyntheticDependences.Tree ? SyntheticMethod.Tree : SyntheticMethod.Adaptive,
            RowsPerPerson = terms.RowsPerPerson,
        };

        // Codes may not be known yet, and nothing of the plan depends on them.
        DiscreteDomain placeholder = new(Enumerable.Range(0, modelled).Select(column => new DiscreteColumn($"{column}", 1, isOrdered: false)));
        _learning = new SyntheticPlan("tables of counts of synthetic rows", placeholder, Rho.FromNano(query.NanoRho - beside.Sum(mechanism => mechanism.Cost.NanoRho)), options);
        Privacy = new PrivacyPlan([.. choices, _learning.Mechanism, .. _fidelity.Mechanisms, .. _safety.Mechanisms, .. UtilityMechanisms]);
    }

    public override DatasetId Primary => _terms.Rows;

    public override IReadOnlyList<DatasetId> Partners => _terms.Joined;

    public override PrivacyPlan Privacy { get; }

    private Mechanism[] UtilityMechanisms => _utility is null ? [] : [.. _utility.Mechanisms];

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
        int[] kept = [.. _bounds.Apply(people, new int[people.Length], order).Rows];
        int[] peopleOfKept = [.. kept.Select(row => people[row])];
        using SecretOrder lots = grant.CreateSecretOrder();
        return new BoundedCodes([.. _columns.Select(column => column.Read(table, people, kept))], peopleOfKept, HeldOutPeople.Draw(peopleOfKept, lots));
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedCodes rows = (BoundedCodes)table;
        int[] learnedPeople = rows.Learned();
        PrivateRelease<Codebook>?[] choices = [.. rows.Columns.Select(column => column.Agreed is null ? column.Choose(grant, learnedPeople) : null)];
        Codebook[] books = [.. rows.Columns.Select((column, index) => column.Agreed ?? choices[index]!.Value)];
        DiscreteDomain domain = new(books.SelectMany(book => book.Columns), Zeros(books));
        PeopleTable learned = Rows(domain, rows, books, isHeldOut: false);
        PeopleTable heldOut = Rows(domain, rows, books, isHeldOut: true);

        PrivateRelease<SyntheticModel> model = _learning.Over(domain).Learn(grant, learned.Table, threads, cancellationToken);
        DiscreteTable made = model.Value.Sample(_query.Rows, threads);
        PrivateRelease<SafetyReport> safety = _safety.Release(grant, learned, heldOut, made, model.Value.EstimatedRows, threads);
        if (!safety.Value.Passes(_terms.MaximumAdvantagePermille / 1000.0, _terms.MaximumSinglingOutPermille / 1000.0))
        {
            throw new InvalidOperationException("The check holds the rows back.");
        }

        PrivateRelease<FidelityEstimate> fidelity = _fidelity.Release(grant, learned.Table, model.Value, made, threads);
        PrivateRelease<Answer> answer = model.Combine(fidelity, (known, alike) => (known, alike))
            .Combine(safety, (release, attacked) => (Answer)Answer(release.known, books, made, release.alike, attacked));
        if (_utility is not null)
        {
            answer = answer.Combine(
                _utility.Release(grant, rows, learned.Table, heldOut.Table, made, threads, cancellationToken), (known, use) => (Answer)((SyntheticAnswer)known with { Utility = [use] }));
        }

        return choices.OfType<PrivateRelease<Codebook>>().Aggregate(answer, (release, choice) => release.Combine(choice, (known, _) => known));
    }

    /// <summary>The codes of those who are learned from, or of those who are not.</summary>
    internal static PeopleTable Rows(DiscreteDomain domain, BoundedCodes rows, Codebook[] books, bool isHeldOut)
    {
        int[] taken = [.. Enumerable.Range(0, rows.People.Length).Where(row => rows.HeldOut.Contains(rows.People[row]) == isHeldOut)];
        ushort[][] codes = [.. rows.Columns.SelectMany((column, index) => column.Codes(books[index])).Select(column => taken.Select(row => column[row]).ToArray())];
        return new PeopleTable(new DiscreteTable(domain, codes), [.. taken.Select(row => rows.People[row])]);
    }

    private SyntheticAnswer Answer(SyntheticModel model, Codebook[] books, DiscreteTable made, FidelityEstimate fidelity, SafetyReport safety)
    {
        double half = s_tails * model.RowsDeviation;
        return new SyntheticAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Dependences = _query.Dependences,
            Rows = made.Rows,
            Columns = [.. books.Select((book, index) => book.Write(_query.Columns[index], made, _firsts[index]))],
            LearnedRows = Figures.Of(model.EstimatedRows, Math.Max(0, model.EstimatedRows - half), model.EstimatedRows + half),
            Measurements =
            [
                .. model.Steps.Select(step => new SyntheticMeasurement
                {
                    Columns = [.. step.Columns.Select(OwnerOf)],
                    Cells = step.Cells,
                    Deviation = step.Deviation,
                }),
            ],
            Fidelity = SyntheticFigures.Of(fidelity),
            Safety = SyntheticFigures.Of(safety),
        };
    }

    private IEnumerable<int> Ordered() => _columns.Index().Where(column => column.Item.IsOrdered).Select(column => _firsts[column.Index]);

    private ColumnReference OwnerOf(int modelled) => _query.Columns[Array.FindLastIndex(_firsts, first => first <= modelled)];

    // What was not chosen is one of all other values, which are possible together.
    private IEnumerable<StructuralZero> Zeros(Codebook[] books) =>
        from pair in _terms.Impossible
        where _query.Columns.Contains(pair.First) && _query.Columns.Contains(pair.Second)
        let first = Place(pair.First)
        let second = Place(pair.Second)
        let firstCode = books[first].CodeOf(pair.FirstValue)
        let secondCode = books[second].CodeOf(pair.SecondValue)
        where firstCode >= 0 && secondCode >= 0
        select new StructuralZero(_firsts[first], firstCode, _firsts[second], secondCode);

    private int Place(ColumnReference column) => Array.FindIndex(_columns, known => known.Column.Column == column);
}
