using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Segments;

/// <summary>
/// Clicks and non-clicks of each group, noised together; impressions and click-through rate follow by post-processing. Groups
/// of public vocabularies are all reported; otherwise one private selection decides which show, and serves both columns.
/// </summary>
/// <remarks>
/// Sensitivity: a person has joined rows in at most L0 groups, at most Linf in each, and whoever leaves any non-empty subset
/// of the tables takes all joined rows along. Clicks and non-clicks split those rows, so per group they move by at most Linf
/// together: L1 = L0·Linf, L2² = L0·Linf².
/// </remarks>
internal sealed class SegmentsPlan : QueryPlan
{
    /// <summary>Of each ten parts of ρ, so many go to the selection of groups; the rest to their figures.</summary>
    private const int SelectionTenths = 2;

    private readonly Agreement _agreement;
    private readonly SegmentsTerms _terms;
    private readonly SegmentsQuery _query;
    private readonly VocabularyDomain?[] _vocabularies;
    private readonly ContributionBounds _bounds;
    private readonly NoisyCounts? _publicCounts;
    private readonly PrivateSelection? _selection;

    internal SegmentsPlan(Agreement agreement, SegmentsTerms terms, SegmentsQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _vocabularies = [.. query.Keys.Select(key => agreement.FindColumn(key)?.Domain as VocabularyDomain)];
        _bounds = new ContributionBounds(terms.GroupsPerPerson, terms.RowsPerPersonAndGroup);
        Sensitivity sensitivity = _bounds.OfRowsPerGroup(parts: 2);
        if (PublicGroups is int groups)
        {
            _publicCounts = new NoisyCounts("clicks and non-clicks by group", checked(2 * groups), CountNoise.ForRho(sensitivity, Rho.FromNano(query.NanoRho)));
            Privacy = new PrivacyPlan(_publicCounts);
        }
        else
        {
            long selectionNano = query.NanoRho * SelectionTenths / 10;
            SelectionRule rule = SelectionRule.ForRho(
                Rho.FromNano(selectionNano), Delta.FromAtto(query.AttoDelta), terms.GroupsPerPerson, terms.MinimumPeople);
            CountNoise noise = CountNoise.ForRho(sensitivity, Rho.FromNano(query.NanoRho - selectionNano));
            _selection = new PrivateSelection("clicks and non-clicks by discovered group", rule, terms.MaximumGroups, columns: 2, noise);
            Privacy = new PrivacyPlan(_selection);
        }
    }

    public override DatasetId Primary => _terms.Label.Dataset;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Partner];

    public override PrivacyPlan Privacy { get; }

    /// <summary>The number of groups when it is public: every key has a public vocabulary and their product is within the terms.</summary>
    private int? PublicGroups
    {
        get
        {
            // At most two vocabularies, of at most 10,000 values each: the agreement's rules check it.
            long product = 1;
            foreach (VocabularyDomain? vocabulary in _vocabularies)
            {
                if (vocabulary is null)
                {
                    return null;
                }

                product *= vocabulary.Values.Count;
            }

            return product <= _terms.MaximumGroups ? (int)product : null;
        }
    }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        HashSet<string> columns = [QueryPlanner.IdColumnOf(_agreement, dataset)];
        columns.UnionWith(_query.Keys.Where(key => key.Dataset == dataset).Select(key => key.Column));
        if (dataset == Primary)
        {
            columns.Add(_terms.Label.Column);
        }

        return [.. columns];
    }

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        int[] rows = table.JoinedRows();
        GroupColumn[] keys = [.. _query.Keys.Select((key, i) => GroupColumn.Read(table, rows, key, _vocabularies[i]))];
        GroupNumbering groups = PublicGroups is null ? GroupNumbering.OfOccurring(keys) : GroupNumbering.OfAll(keys);
        int[] people = [.. rows.Select(row => table.PrimaryPeople[row])];
        using SecretOrder order = grant.CreateSecretOrder();
        BoundedRows kept = _bounds.Apply(people, groups.OfRow, order);
        return Count(kept, groups, people, rows, Labels.Read(table.Primary, _terms.Label.Column));
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedSegments segments = (BoundedSegments)table;
        if (_publicCounts is not null)
        {
            NoiseWidths widths = new(_publicCounts.Noise);
            return _publicCounts.Release(grant, segments.ClicksAndOthers).Map<Answer>(noisy => Answer(
                segments.Groups.Select((values, i) => Describe(values, noisy[2 * i], noisy[(2 * i) + 1], widths))));
        }

        PrivateSelection selection = _selection ?? throw new UnreachableException("A plan has public counts or a selection.");
        NoiseWidths selectedWidths = new(selection.Noise);
        return selection.Release(grant, segments.People, segments.ClicksAndOthers).Map<Answer>(selected => Answer(
            selected.Groups.Select(group => Describe(segments.Groups[group.Group], group.Values[0], group.Values[1], selectedWidths))));
    }

    private static BoundedSegments Count(BoundedRows kept, GroupNumbering groups, int[] people, int[] rows, bool[] labels)
    {
        long[] counts = new long[2 * groups.Values.Count];
        long[] peopleOfGroup = new long[groups.Values.Count];
        HashSet<long> seen = [];
        foreach (int i in kept.Rows)
        {
            int group = groups.OfRow[i];
            counts[(2 * group) + (labels[rows[i]] ? 0 : 1)]++;
            peopleOfGroup[group] += seen.Add(((long)people[i] << 32) | (uint)group) ? 1 : 0;
        }

        return new BoundedSegments { Groups = groups.Values, People = peopleOfGroup, ClicksAndOthers = counts };
    }

    private static SegmentFigures Describe(IReadOnlyList<string> values, long clicks, long others, NoiseWidths widths)
    {
        NoisyCount clicked = new(clicks, widths);
        NoisyCount rest = new(others, widths);
        return new SegmentFigures
        {
            Values = values,
            Clicks = clicked.ToFigure(),
            Impressions = NoisyCount.SumFigure(clicked, rest),
            ClickThroughRate = NoisyCount.ShareFigure(clicked, rest),
        };
    }

    private SegmentsAnswer Answer(IEnumerable<SegmentFigures> groups) => new()
    {
        Covers = Coverage.Everybody,
        IntervalsCoverBounding = false,
        Keys = [.. _query.Keys],
        Groups = [.. groups.OrderBy(group => string.Join('\u001f', group.Values), StringComparer.Ordinal)],
    };
}
