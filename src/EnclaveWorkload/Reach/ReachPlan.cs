using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Cells;

namespace EnclaveCleanRoom.EnclaveWorkload.Reach;

/// <summary>
/// People by how often they were exposed: one noised histogram over all exposures, in which everybody counts once, and one over all groups of a key,
/// in which a person counts once in each of at most L0 groups. Reach, k+ curve, mean frequency and the audience's share follow by post-processing.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset of the tables. Without an audience there is one table: its person leaves one cell of the total
/// (L1 = L2² = 1) and at most L0 of the groups. With an audience, somebody who leaves the audience alone moves from a cell on target to the one of the same
/// frequency beside it, and somebody who leaves the exposures alone moves to frequency 0 of the audience: two cells of the total by one each (L1 = L2² = 2), and
/// of the groups at most L0 cells are replaced by others (<see cref="Sensitivity.ForReplacement"/>: L1 = L2² = 2·L0). Which groups are kept depends on the
/// person's exposures and the secret alone, not on the audience, so that the cells are replaced one for one. L∞ = 1 throughout. Norm: L2 for
/// Gaussian noise, L1 for Laplace.
/// <para>
/// The histogram is noised, and not the k+ curve. A person is in one entry of the histogram and in up to K of a curve with K points, so the curve's
/// noise has K times the variance: Kσ² at every point. Summed from the histogram, the point k has (K - k + 1)σ²: never more, on average half of it, and
/// σ² instead of 2Kσ² for each bucket; and everything adds up. With a key, a third of ρ goes to the total, whose cells a person can move less.
/// </para>
/// </remarks>
internal sealed class ReachPlan : QueryPlan
{
    private const int PartOfTotal = 3;

    private readonly Agreement _agreement;
    private readonly ReachTerms _terms;
    private readonly ReachQuery _query;
    private readonly FrequencyCells _total;
    private readonly FrequencyCells _group;
    private readonly ValueCells? _keys;
    private readonly ContributionBounds _bounds;
    private readonly NoisyCounts _totalCounts;
    private readonly NoisyCounts? _groupCounts;

    internal ReachPlan(Agreement agreement, ReachTerms terms, ReachQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        bool hasAudience = terms.Audience.Count > 0;
        _total = new FrequencyCells(query.FrequencyCap, hasAudience, withUnreached: true);
        _group = new FrequencyCells(query.FrequencyCap, hasAudience, withUnreached: false);
        _keys = query.Keys.Count == 0 ? null : new ValueCells(KeptByFilters.VocabularyOf(agreement, query.Keys[0]));
        _bounds = new ContributionBounds(terms.GroupsPerPerson, maxRowsPerGroup: 1);
        long totalNano = _keys is null ? query.NanoRho : query.NanoRho / PartOfTotal;
        Sensitivity ofTotal = hasAudience ? Sensitivity.One.ForReplacement() : Sensitivity.One;
        _totalCounts = new NoisyCounts("people by frequency", _total.Count, CountNoise.ForRho(ofTotal, Rho.FromNano(totalNano)));
        if (_keys is null)
        {
            Privacy = new PrivacyPlan(_totalCounts);
            return;
        }

        Sensitivity ofGroups = hasAudience ? _bounds.OfPeoplePerGroup.ForReplacement() : _bounds.OfPeoplePerGroup;
        _groupCounts = new NoisyCounts(
            "people by frequency and group", _keys.Count * _group.Count, CountNoise.ForRho(ofGroups, Rho.FromNano(query.NanoRho - totalNano)));
        Privacy = new PrivacyPlan(_totalCounts, _groupCounts);
    }

    public override DatasetId Primary => _terms.Exposures;

    public override IReadOnlyList<DatasetId> Partners => _terms.Audience;

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        .. _query.Keys.Concat(_query.Filters.Select(filter => filter.Column))
            .Where(column => column.Dataset == dataset)
            .Select(column => column.Column)
            .Prepend(QueryPlanner.IdColumnOf(_agreement, dataset))
            .Distinct(),
    ];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        int[] people = KeptByFilters.PeopleOfRows(_agreement, table, _query.Filters);
        bool[] isOnTarget = _terms.Audience.Count == 0
            ? new bool[table.People.Count]
            : KeptByFilters.PeopleIn(_agreement, table, _terms.Audience[0], _query.Filters);
        return new BoundedReach(CountTotal(people, isOnTarget), _keys is null ? [] : CountGroups(table, people, isOnTarget, _keys, grant));
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedReach reach = (BoundedReach)table;
        PrivateRelease<ImmutableArray<long>> total = _totalCounts.Release(grant, reach.Total);
        return _groupCounts is null
            ? total.Map<Answer>(noisy => Answer(noisy, []))
            : total.Combine(_groupCounts.Release(grant, reach.Groups), (noisy, groups) => (Answer)Answer(noisy, groups));
    }

    /// <summary>Everybody once: by all of the person's exposures, which need no bound.</summary>
    private long[] CountTotal(int[] people, bool[] isOnTarget)
    {
        int[] frequencies = new int[isOnTarget.Length];
        foreach (int person in people)
        {
            if (person >= 0)
            {
                frequencies[person]++;
            }
        }

        long[] cells = new long[_total.Count];
        for (int person = 0; person < frequencies.Length; person++)
        {
            if (isOnTarget[person] || frequencies[person] > 0)
            {
                cells[_total.Of(isOnTarget[person], frequencies[person])]++;
            }
        }

        return cells;
    }

    private long[] CountGroups(JoinedTable table, int[] people, bool[] isOnTarget, ValueCells keys, BudgetGrant grant)
    {
        int[] groups = RowCells.Read(table.Sides[0], _query.Keys[0].Column, keys);
        PersonGroups pairs = PersonGroups.Count(people, groups, table.People.Count, keys.Count);
        using SecretOrder order = grant.CreateSecretOrder();
        long[] cells = new long[keys.Count * _group.Count];
        foreach (int pair in _bounds.Apply(pairs.People, pairs.Groups, order).Rows)
        {
            cells[(pairs.Groups[pair] * _group.Count) + _group.Of(isOnTarget[pairs.People[pair]], pairs.Rows[pair])]++;
        }

        return cells;
    }

    private ReachAnswer Answer(ImmutableArray<long> total, ImmutableArray<long> groups)
    {
        SumWidths widths = new(_totalCounts.Noise);
        NoisySum audience = NoisySum.Of(total.AsSpan()[..(_total.Count - _query.FrequencyCap)], widths);
        SumWidths groupWidths = new((_groupCounts ?? _totalCounts).Noise);
        return new ReachAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Keys = [.. _query.Keys],
            AudiencePeople = _total.HasAudience ? [audience.ToFigure()] : [],
            Total = FrequencyReport.Of(_total, total.AsSpan(), audience, widths),
            Groups = _keys is null ? [] :
            [
                .. Enumerable.Range(0, _keys.Count).Select(group => new ReachGroup
                {
                    Values = _keys.NameOf(group),
                    Figures = FrequencyReport.Of(_group, groups.AsSpan().Slice(group * _group.Count, _group.Count), audience, groupWidths),
                }),
            ],
        };
    }
}
