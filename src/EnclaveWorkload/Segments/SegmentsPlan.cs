using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Figures by group. Rows fall into cells: one for each group that shows, and one for the rest, of rows without a key value and of groups that do not show. All cells are noised;
/// ratios, conditions on figures, order, limit and total follow by post-processing. Groups of public vocabularies all show; otherwise one private selection decides, for all figures.
/// </summary>
/// <remarks>
/// <para>Neighbours: whoever leaves any non-empty subset of the tables takes all joined rows along, and nobody else's: the join wants a person in every table, and a partner's key is made of
/// the person's own rows.</para>
/// <para>Selection: a person counts in at most L0 groups, so L0 decisions change; see <see cref="GroupSelection"/>.</para>
/// <para>Figures: given which groups show, which is released already, every row has its cell, and rows are bounded by cell: a person in at most L0 cells, the rest among them, at most Linf
/// rows in each. So the rest is a cell like any other, and costs nothing beyond the others: the norms of <see cref="NoisedColumns"/> hold for whatever groups are given, and
/// the costs of selection and figures add up (adaptive composition: Bun, Steinke 2016). Were rows bounded by group before the selection, somebody's
/// rows of L0 small groups would meet in the rest, and its sensitivity would be L0·Linf.</para>
/// <para>L0 is 1 where no key is the primary table's: a person has one value of each partner's column.</para>
/// </remarks>
internal sealed class SegmentsPlan : QueryPlan
{
    /// <summary>Of each ten parts of ρ, so many go to the selection of groups; the rest to their figures.</summary>
    private const int SelectionTenths = 2;

    /// <summary>Threads that sort rows and count people; nothing depends on their number.</summary>
    private const int BoundingThreads = 4;

    private const long LargestRowUnits = 1_000_000_000_000;

    private readonly Agreement _agreement;
    private readonly SegmentsTerms _terms;
    private readonly SegmentsQuery _query;
    private readonly VocabularyDomain?[] _vocabularies;
    private readonly int _groups;
    private readonly ContributionBounds _bounds;
    private readonly GroupSelection? _selection;
    private readonly NoisedColumns _columns;

    internal SegmentsPlan(Agreement agreement, SegmentsTerms terms, SegmentsQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _vocabularies = [.. query.Keys.Select(key => agreement.FindColumn(key)?.Domain as VocabularyDomain)];
        bool isPublic = Array.TrueForAll(_vocabularies, vocabulary => vocabulary is not null);
        _groups = isPublic ? CountPublicGroups() : terms.MaximumGroups;
        int groupsPerPerson = query.Keys.Any(key => key.Dataset == terms.Rows) ? Math.Min(terms.GroupsPerPerson, Cells) : 1;
        _bounds = new ContributionBounds(groupsPerPerson, terms.RowsPerPersonAndGroup);
        long selectionNano = isPublic ? 0 : query.NanoRho * SelectionTenths / 10;
        if (!isPublic)
        {
            SelectionRule rule = SelectionRule.ForRho(Rho.FromNano(selectionNano), Delta.FromAtto(query.AttoDelta), groupsPerPerson, OwnerRules.StrictestMinimumPeople(agreement, terms));
            _selection = new GroupSelection("which groups show", rule, terms.MaximumGroups);
        }

        _columns = new NoisedColumns(terms, query, _bounds, Cells, query.NanoRho - selectionNano);
        Mechanism[] mechanisms = [.. _columns.Blocks.Select(block => block.Mechanism)];
        Privacy = new PrivacyPlan(_selection is null ? mechanisms : [_selection, .. mechanisms]);
    }

    public override DatasetId Primary => _terms.Rows;

    public override IReadOnlyList<DatasetId> Partners => _terms.Partners;

    public override PrivacyPlan Privacy { get; }

    internal NoisedColumns Columns => _columns;

    /// <summary>Whether rows are told by their numbers, since amounts are added up; otherwise their outcomes, if any are counted, stand for them.</summary>
    private bool IsNumbered => _columns.Amounts.Count > 0;

    /// <summary>The cells that are noised: every group that can show, and the rest unless there can be none.</summary>
    private int Cells => _groups + (_query.Keys.Count > 0 ? 1 : 0);

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        HashSet<string> columns = [QueryPlanner.IdColumnOf(_agreement, dataset)];
        IEnumerable<ColumnReference> used =
        [
            .. _query.Keys, .. _query.Where.Select(condition => condition.Column), .. _columns.Outcomes, .. _columns.Amounts.Select(amount => amount.Column),
        ];
        columns.UnionWith(used.Where(column => column.Dataset == dataset).Select(column => column.Column));
        return [.. columns];
    }

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        NoiseAhead[] noise = [.. _columns.Blocks.Select(block => block.Mechanism.DrawAhead(grant))];
        (GroupNumbering groups, RowsByPerson rows, int[] outcomes) = Sort(table, noise, grant);
        return new SegmentRows
        {
            Rows = rows,
            Groups = groups,
            Noise = noise,
            People = rows.People,
            Outcomes = outcomes,
            Amounts = [.. _columns.Amounts.Select(amount => RowNumbers.Read(table.Primary.Read(amount.Column.Column)).ToUnits(amount.UnitsPerOne, LargestRowUnits))],
        };
    }

    /// <summary>Sorts rows by person and group; keys and outcomes are read where they lie, and let go of.</summary>
    private (GroupNumbering Groups, RowsByPerson Rows, int[] Outcomes) Sort(JoinedTable table, NoiseAhead[] noise, BudgetGrant grant)
    {
        GroupColumn[] keys = new GroupColumn[_query.Keys.Count];
        OutcomeColumn[] outcomes = new OutcomeColumn[_columns.Outcomes.Count];
        int[]? people = null;
        try
        {
            SideBySide(
            [
                .. keys.Select((_, i) => (Action)(() => keys[i] = GroupColumn.Read(table, _query.Keys[i], _vocabularies[i]))),
                .. outcomes.Select((_, i) => (Action)(() => outcomes[i] = OutcomeColumn.Read(table.Primary, _columns.Outcomes[i].Column))),
                () => people = ChoosePeople(table),
                () => Array.ForEach(noise, each => each.Draw()),
            ]);
            GroupNumbering groups = GroupNumbering.Of(table.PrimaryPeople.Length, keys, isPublic: _selection is null);
            SegmentSource source = new(table, people, groups, outcomes, IsNumbered);
            using SecretOrder order = grant.CreateSecretOrder();
            PeopleToCount? counted = _selection is null || groups.Count == 0 ? null : new PeopleToCount(groups.Count, _bounds.MaxGroups);
            RowsByPerson rows = RowsByPerson.Sort(source, counted, order, BoundingThreads, CancellationToken.None);
            int[] ofRow = new int[IsNumbered && outcomes.Length > 0 ? source.RowCount : 0];
            if (ofRow.Length > 0)
            {
                source.ReadOutcomes(0, ofRow);
            }

            return (groups, rows, ofRow);
        }
        finally
        {
            Array.ForEach(keys, key => key?.Dispose());
            Array.ForEach(outcomes, outcome => outcome?.Dispose());
        }
    }

    /// <summary>Does what does not wait for one another; the first failure is thrown as it is.</summary>
    private static void SideBySide(params Action[] parts)
    {
        try
        {
            Parallel.Invoke(parts);
        }
        catch (AggregateException failed)
        {
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }

    /// <summary>The person of each joined row that meets all conditions, -1 for all other rows; null where there are no conditions.</summary>
    private int[]? ChoosePeople(JoinedTable table)
    {
        if (_query.Where.Count == 0)
        {
            return null;
        }

        int[] people = table.JoinedPeople();
        foreach (RowCondition condition in _query.Where)
        {
            RowFilter.Apply(_agreement, table, condition, people);
        }

        return people;
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        SegmentRows rows = (SegmentRows)table;
        PrivateRelease<ImmutableArray<int>>? selected = _selection?.Release(grant, rows.People);
        ImmutableArray<int> groups = selected?.Value.Sort() ?? [.. Enumerable.Range(0, _groups)];
        long[][] exact = Count(rows, groups, grant, threads, cancellationToken);
        PrivateRelease<ImmutableArray<ImmutableArray<long>>> noisy = rows.Noise
            .Select((noise, i) => noise.Release(exact[i]).Map(vector => ImmutableArray.Create(vector)))
            .Aggregate((before, next) => before.Combine(next, (vectors, more) => vectors.AddRange(more)));
        if (selected is not null)
        {
            noisy = selected.Combine(noisy, (_, vectors) => vectors);
        }

        return noisy.Map<Answer>(released => Describe(released, groups.Length, cell => rows.Groups.ValuesOf(groups[cell])));
    }

    /// <summary>What is noised, exactly: the vectors of the plan, groups in the order given, the rest last.</summary>
    internal long[][] Count(SegmentRows rows, ImmutableArray<int> groups, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        int[] cells = new int[rows.Rows.GroupCount];
        Array.Fill(cells, Cells - 1);
        for (int cell = 0; cell < groups.Length; cell++)
        {
            cells[groups[cell]] = cell;
        }

        CellSink[] sinks = [.. Enumerable.Range(0, threads).Select(_ => new CellSink(_columns, rows))];
        using SecretOrder order = grant.CreateSecretOrder();
        _bounds.Apply(rows.Rows, cells, order, sinks, cancellationToken);
        return CellSink.Sum(sinks);
    }

    private int CountPublicGroups() => checked((int)_vocabularies.Aggregate(1L, (product, vocabulary) => product * vocabulary!.Values.Count));

    private SegmentsAnswer Describe(ImmutableArray<ImmutableArray<long>> noisy, int count, Func<int, IReadOnlyList<string>> valuesOf)
    {
        CellFigures figures = new(_query, _columns, noisy);
        int[] shown = ShownGroups.Of(_query, figures, count, valuesOf);
        bool[] isShown = new bool[count];
        foreach (int cell in shown)
        {
            isShown[cell] = true;
        }

        int[] leftOut = [.. Enumerable.Range(0, count).Where(cell => !isShown[cell])];
        int[] rest = _query.Keys.Count > 0 ? [.. leftOut, Cells - 1] : leftOut;
        return new SegmentsAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Keys = [.. _query.Keys],
            Groups = [.. shown.Select(cell => new SegmentFigures { Values = valuesOf(cell), Figures = figures.Describe([cell]) })],
            Other = figures.Describe(rest),
            Total = figures.Describe([.. shown, .. rest]),
            GroupsLeftOut = leftOut.Length,
        };
    }
}
