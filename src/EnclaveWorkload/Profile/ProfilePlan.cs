using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Cells;

namespace EnclaveCleanRoom.EnclaveWorkload.Profile;

/// <summary>
/// For each profile column, people of the base by cell and by whether they are in the segment: one noised vector, from which sizes, shares and indices follow by
/// post-processing.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset of the two tables, with K columns. The person counts in exactly one cell of each column, or in
/// none, by the person's own rows. Leaving the table of the profile takes the person out of the base: K cells fall by one. Leaving the partner's table does
/// the same where the base is the people in both, nothing where the base is everybody and the segment is decided by the profile's table, and
/// moves the person out of the segment where it is decided by the partner's: K cells fall and K others rise by one. So L0 = L1 = L2² = K, or 2K in the last
/// case; L∞ = 1. Norm: L2 for Gaussian noise, L1 for Laplace.
/// </remarks>
internal sealed class ProfilePlan : QueryPlan
{
    private readonly Agreement _agreement;
    private readonly ProfileTerms _terms;
    private readonly ProfileQuery _query;
    private readonly ProfileColumn[] _columns;
    private readonly IReadOnlyList<string>[] _names;
    private readonly NoisyCounts _counts;

    internal ProfilePlan(Agreement agreement, ProfileTerms terms, ProfileQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _columns = [.. query.Columns.Select(asked => terms.Columns.First(column => column.Column == asked))];
        _names = [.. _columns.Select(column => column.NamesUnder(agreement))];
        Sensitivity once = Sensitivity.OfEntries(_columns.Length, 1);
        bool canMove = terms.Base == ProfileBase.Everybody && PeopleOf.TableOf(query.Segment, terms.Partner) == terms.Partner;
        _counts = new NoisyCounts(
            "people by profile, in the segment and beside it",
            _names.Sum(names => 2 * (names.Count + 1)),
            CountNoise.ForRho(canMove ? once.ForReplacement() : once, Rho.FromNano(query.NanoRho)));
        Privacy = new PrivacyPlan(_counts);
    }

    public override DatasetId Primary => _terms.People;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Partner];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        .. _query.Columns.Append(PeopleOf.ColumnOf(_query.Segment))
            .Where(column => column?.Dataset == dataset)
            .Select(column => column!.Column)
            .Prepend(QueryPlanner.IdColumnOf(_agreement, dataset))
            .Distinct(),
    ];

    /// <summary>Each person counts once in each column whatever the number of rows: there is nothing further to bound.</summary>
    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        bool[] isInSegment = PeopleOf.Segment(_agreement, table, _query.Segment, _terms.Partner);
        bool[] isInBase = _terms.Base == ProfileBase.Everybody
            ? PeopleOf.In(table, _terms.People)
            : [.. Enumerable.Range(0, table.People.Count).Select(table.People.IsInAll)];
        long[] counts = new long[_counts.Length];
        int start = 0;
        foreach ((ProfileColumn column, IReadOnlyList<string> names) in _columns.Zip(_names))
        {
            int[] cells = CellsOf(table, column);
            for (int person = 0; person < cells.Length; person++)
            {
                if (isInBase[person])
                {
                    counts[start + (2 * cells[person]) + (isInSegment[person] ? 0 : 1)]++;
                }
            }

            start += 2 * (names.Count + 1);
        }

        return new BoundedProfile(counts);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken) =>
        _counts.Release(grant, ((BoundedProfile)table).Cells).Map<Answer>(Answer);

    private int[] CellsOf(JoinedTable table, ProfileColumn column) => column.Edges.Count == 0
        ? PersonCells.Read(table, table.Sides[0], column.Column.Column, new ValueCells(KeptByFilters.VocabularyOf(_agreement, column.Column)))
        : PersonCells.Read(table, table.Sides[0], column.Column.Column, column.Edges);

    private ProfileAnswer Answer(ImmutableArray<long> noisy)
    {
        SumWidths widths = new(_counts.Noise);
        List<ProfileReport> reports = [];
        int start = 0;
        foreach (IReadOnlyList<string> names in _names)
        {
            int length = 2 * (names.Count + 1);
            reports.Add(new ProfileReport(noisy.AsSpan().Slice(start, length), widths));
            start += length;
        }

        // Every column counts the same people; the one with the fewest cells adds up the least noise.
        ProfileReport sizes = reports[_names.Index().MinBy(each => each.Item.Count).Index];
        return new ProfileAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = false,
            SegmentPeople = sizes.Segment.ToFigure(),
            BasePeople = (sizes.Segment + sizes.Beside).ToFigure(),
            SegmentShare = NoisySum.Share(sizes.Segment, sizes.Beside),
            Columns = [.. reports.Select((report, i) => report.Figures(_columns[i].Column, _names[i]))],
        };
    }
}
