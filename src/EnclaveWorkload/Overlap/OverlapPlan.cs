using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Cells;

namespace EnclaveCleanRoom.EnclaveWorkload.Overlap;

/// <summary>
/// People by the exact set of tables they are in: 2ⁿ - 1 noised counts for n tables, those of the key's table split further by the person's value. Sizes,
/// pairs, match rates and the overlap of all follow by post-processing.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset R of the tables. The person is in exactly one set S of tables, not empty, with one value in
/// the key's table, and so counts in exactly one cell. Leaving R puts the person into S \ R. If that is S, nothing changes; if it is empty, one cell falls by
/// one; else one falls and another rises by one, of which the second keeps the value where the key's table is left out of R, and has none where it is in it. A
/// value is the most frequent of the person's own rows in that table, which nobody else's rows change. So L0 = 2, L1 = 2, L2² = 2, L∞ = 1, for every number of
/// tables and of values: further tables and a split cost no ρ, and only add entries to the sums. Norm: L2 for Gaussian noise, L1 for Laplace.
/// </remarks>
internal sealed class OverlapPlan : QueryPlan
{
    private readonly Agreement _agreement;
    private readonly OverlapQuery _query;
    private readonly IReadOnlyList<DatasetId> _tables;
    private readonly ValueCells? _values;
    private readonly RegionCells _cells;
    private readonly NoisyCounts _counts;

    internal OverlapPlan(Agreement agreement, OverlapTerms terms, OverlapQuery query)
    {
        _agreement = agreement;
        _query = query;
        _tables = terms.Datasets;
        _values = query.Keys.Count == 0 ? null : new ValueCells(KeptByFilters.VocabularyOf(agreement, query.Keys[0]));
        _cells = new RegionCells(_tables.Count, _values is null ? -1 : _tables.Index().First(each => each.Item == query.Keys[0].Dataset).Index, _values?.Count ?? 1);
        _counts = new NoisyCounts("people by the tables they are in", _cells.Count, CountNoise.ForRho(Sensitivity.OfEntries(2, 1), Rho.FromNano(query.NanoRho)));
        Privacy = new PrivacyPlan(_counts);
    }

    public override DatasetId Primary => _tables[0];

    public override IReadOnlyList<DatasetId> Partners => [.. _tables.Skip(1)];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
        [QueryPlanner.IdColumnOf(_agreement, dataset), .. _query.Keys.Where(key => key.Dataset == dataset).Select(key => key.Column)];

    /// <summary>Each person counts once whatever the number of rows: there is nothing further to bound.</summary>
    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        int[]? values = _values is null ? null : PersonCells.Read(table, table.SideOf(_query.Keys[0].Dataset), _query.Keys[0].Column, _values);
        long[] cells = new long[_cells.Count];
        for (int person = 0; person < table.People.Count; person++)
        {
            cells[_cells.Of(table.People.TablesOf(person), values?[person] ?? 0)]++;
        }

        return new BoundedOverlap(cells);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken) =>
        _counts.Release(grant, ((BoundedOverlap)table).Cells).Map<Answer>(Answer);

    private OverlapAnswer Answer(ImmutableArray<long> noisy)
    {
        SumWidths widths = new(_counts.Noise);
        NoisySum Of(Func<int, bool> sets) => _cells.Sum(noisy.AsSpan(), widths, sets);
        bool hasMany = _tables.Count > 2;
        return new OverlapAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = _values is null,
            Overlap = Of(set => set == _cells.All).ToFigure(),
            Tables = [.. _tables.Select((dataset, i) => Table(dataset, Of(set => set == _cells.All), Of(set => set != _cells.All && RegionCells.Holds(set, i))))],
            Regions = hasMany ? [.. _cells.Sets.Select(set => Region(set, Of(other => other == set)))] : [],
            Pairs = hasMany ? [.. PairsOf(Of)] : [],
            Segments = _values is null ? [] : [.. Enumerable.Range(0, _values.Count).Select(value => Segment(
                _values.NameOf(value),
                _cells.SumOfValue(noisy.AsSpan(), widths, value, set => set == _cells.All),
                _cells.SumOfValue(noisy.AsSpan(), widths, value, set => set != _cells.All)))],
        };
    }

    private static TableFigures Table(DatasetId dataset, NoisySum inAll, NoisySum rest) => new()
    {
        Dataset = dataset,
        People = (inAll + rest).ToFigure(),
        MatchRate = NoisySum.Share(inAll, rest),
    };

    private RegionFigures Region(int set, NoisySum people) => new()
    {
        Datasets = [.. _tables.Where((_, i) => RegionCells.Holds(set, i))],
        People = people.ToFigure(),
    };

    private IEnumerable<PairFigures> PairsOf(Func<Func<int, bool>, NoisySum> of)
    {
        for (int i = 0; i < _tables.Count; i++)
        {
            for (int j = i + 1; j < _tables.Count; j++)
            {
                (int first, int second) = (i, j);
                NoisySum both = of(set => RegionCells.Holds(set, first) && RegionCells.Holds(set, second));
                yield return new PairFigures
                {
                    First = _tables[i],
                    Second = _tables[j],
                    People = both.ToFigure(),
                    FirstMatchRate = NoisySum.Share(both, of(set => RegionCells.Holds(set, first) && !RegionCells.Holds(set, second))),
                    SecondMatchRate = NoisySum.Share(both, of(set => RegionCells.Holds(set, second) && !RegionCells.Holds(set, first))),
                };
            }
        }
    }

    private static OverlapSegment Segment(IReadOnlyList<string> name, NoisySum inAll, NoisySum rest) => new()
    {
        Values = name,
        People = (inAll + rest).ToFigure(),
        Overlap = inAll.ToFigure(),
        MatchRate = NoisySum.Share(inAll, rest),
    };
}
