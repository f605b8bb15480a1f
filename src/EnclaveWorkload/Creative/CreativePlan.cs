using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Cells;
using EnclaveCleanRoom.EnclaveWorkload.Coding;

namespace EnclaveCleanRoom.EnclaveWorkload.Creative;

/// <summary>
/// People by frequency up to the first response and by whether there was one: one noised vector over all exposures, in which everybody counts once, and one over all
/// creatives, in which a person counts once for each of at most L0. Response rates, the wear-out curve and the share that had responded by each exposure follow by
/// post-processing.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset of the tables. A person's cells follow from the person's own exposures; whoever leaves the exposures, or
/// the audience where there is one, takes all of them along. So of the total one cell falls by one (L0 = L1 = L2² = L∞ = 1), and of the creatives at most L0 cells
/// by one each (L0 = L1 = L2² = L0, L∞ = 1); which creatives are kept is decided by the person's creatives and the secret. Norm: L2 for Gaussian noise, L1 for Laplace.
/// <para>
/// People are counted and not exposures: exposures would put up to Linf rows of a person into cells, and Linf times the noise on each. Nothing is lost, because whoever
/// stops at frequency k was exposed 1, 2, … k times: people at risk at k are the sum of all cells from k on.
/// </para>
/// </remarks>
internal sealed class CreativePlan : QueryPlan
{
    private const int PartOfTotal = 3;

    private readonly Agreement _agreement;
    private readonly CreativeTerms _terms;
    private readonly CreativeQuery _query;
    private readonly ValueCells? _keys;
    private readonly ContributionBounds _bounds;
    private readonly NoisyCounts _totalCounts;
    private readonly NoisyCounts? _groupCounts;

    internal CreativePlan(Agreement agreement, CreativeTerms terms, CreativeQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _keys = query.Keys.Count == 0 ? null : new ValueCells(KeptByFilters.VocabularyOf(agreement, query.Keys[0]));
        _bounds = new ContributionBounds(terms.CreativesPerPerson, maxRowsPerGroup: 1);
        long totalNano = _keys is null ? query.NanoRho : query.NanoRho / PartOfTotal;
        _totalCounts = new NoisyCounts("people by frequency and response", CellsOfOne, CountNoise.ForRho(Sensitivity.One, Rho.FromNano(totalNano)));
        if (_keys is null)
        {
            Privacy = new PrivacyPlan(_totalCounts);
            return;
        }

        _groupCounts = new NoisyCounts(
            "people by creative, frequency and response",
            _keys.Count * CellsOfOne,
            CountNoise.ForRho(_bounds.OfPeoplePerGroup, Rho.FromNano(query.NanoRho - totalNano)));
        Privacy = new PrivacyPlan(_totalCounts, _groupCounts);
    }

    public override DatasetId Primary => _terms.Response.Dataset;

    public override IReadOnlyList<DatasetId> Partners => _terms.Audience;

    public override PrivacyPlan Privacy { get; }

    private int CellsOfOne => 2 * _query.FrequencyCap;

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        .. _query.Keys.Concat(_query.Filters.Select(filter => filter.Column)).Append(_terms.Response).Append(_terms.ShownAt)
            .Where(column => column.Dataset == dataset)
            .Select(column => column.Column)
            .Prepend(QueryPlanner.IdColumnOf(_agreement, dataset))
            .Distinct(),
    ];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);
        int[] people = PeopleOfRows(table);
        bool[] responses = Labels.Read(table.Primary, _terms.Response.Column);
        Instants moments = Instants.Read(table.Primary.Read(_terms.ShownAt.Column));
        long[] total = new long[CellsOfOne];
        foreach (int cell in ResponseCells.Of(people, new int[people.Length], responses, moments, table.People.Count, 1, _query.FrequencyCap).Cells)
        {
            total[cell]++;
        }

        if (_keys is null)
        {
            return new BoundedResponses(total, []);
        }

        int[] creatives = RowCells.Read(table.Sides[0], _query.Keys[0].Column, _keys);
        ResponseCells pairs = ResponseCells.Of(people, creatives, responses, moments, table.People.Count, _keys.Count, _query.FrequencyCap);
        using SecretOrder order = grant.CreateSecretOrder();
        long[] groups = new long[_keys.Count * CellsOfOne];
        foreach (int pair in _bounds.Apply(pairs.People, pairs.Groups, order).Rows)
        {
            groups[(pairs.Groups[pair] * CellsOfOne) + pairs.Cells[pair]]++;
        }

        return new BoundedResponses(total, groups);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedResponses responses = (BoundedResponses)table;
        PrivateRelease<ImmutableArray<long>> total = _totalCounts.Release(grant, responses.Total);
        return _groupCounts is null
            ? total.Map<Answer>(noisy => Answer(noisy, []))
            : total.Combine(_groupCounts.Release(grant, responses.Groups), (noisy, groups) => (Answer)Answer(noisy, groups));
    }

    /// <summary>The person of each exposure that counts, -1 for the others.</summary>
    private int[] PeopleOfRows(JoinedTable table)
    {
        int[] people = KeptByFilters.PeopleOfRows(_agreement, table, _query.Filters);
        if (_terms.Audience.Count == 0)
        {
            return people;
        }

        bool[] audience = KeptByFilters.PeopleIn(_agreement, table, _terms.Audience[0], _query.Filters);
        return [.. people.Select(person => person >= 0 && audience[person] ? person : -1)];
    }

    private CreativeAnswer Answer(ImmutableArray<long> total, ImmutableArray<long> groups)
    {
        SumWidths groupWidths = new((_groupCounts ?? _totalCounts).Noise);
        return new CreativeAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            Keys = [.. _query.Keys],
            Total = ResponseReport.Of(total.AsSpan(), new SumWidths(_totalCounts.Noise)),
            Groups = _keys is null ? [] :
            [
                .. Enumerable.Range(0, _keys.Count).Select(creative => new CreativeGroup
                {
                    Values = _keys.NameOf(creative),
                    Figures = ResponseReport.Of(groups.AsSpan().Slice(creative * CellsOfOne, CellsOfOne), groupWidths),
                }),
            ],
        };
    }
}
