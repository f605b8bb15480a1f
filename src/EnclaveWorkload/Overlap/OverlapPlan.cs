using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;

namespace EnclaveCleanRoom.EnclaveWorkload.Overlap;

/// <summary>
/// People only in the one table, only in the other, and in both: three noised counts, from which sizes and match rates follow
/// by post-processing.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset of the tables: somebody in both who leaves one moves from one
/// count to another (two entries by one each); every other case moves one entry by one. So L0 = 2, L1 = 2, L2² = 2, L∞ = 1.
/// </remarks>
internal sealed class OverlapPlan : QueryPlan
{
    private readonly Agreement _agreement;
    private readonly NoisyCounts _counts;

    internal OverlapPlan(Agreement agreement, OverlapTerms terms, OverlapQuery query)
    {
        _agreement = agreement;
        Primary = terms.Left;
        Partners = [terms.Right];
        _counts = new NoisyCounts("people in one table or both", 3, CountNoise.ForRho(Sensitivity.OfEntries(2, 1), Rho.FromNano(query.NanoRho)));
        Privacy = new PrivacyPlan(_counts);
    }

    public override DatasetId Primary { get; }

    public override IReadOnlyList<DatasetId> Partners { get; }

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) => [QueryPlanner.IdColumnOf(_agreement, dataset)];

    /// <summary>Each person counts once whatever the number of rows: there is nothing further to bound.</summary>
    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        long[] people = table.People.CountBySet();
        return new PeopleByTable(people[1], people[2], people[3]);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        PeopleByTable people = (PeopleByTable)table;
        return _counts.Release(grant, [people.OnlyPrimary, people.OnlyPartner, people.Both]).Map<Answer>(Answer);
    }

    private OverlapAnswer Answer(ImmutableArray<long> noisy)
    {
        NoiseWidths widths = new(_counts.Noise);
        NoisyCount left = new(noisy[0], widths);
        NoisyCount right = new(noisy[1], widths);
        NoisyCount both = new(noisy[2], widths);
        return new OverlapAnswer
        {
            Covers = Coverage.Everybody,
            IntervalsCoverBounding = true,
            Overlap = both.ToFigure(),
            Tables = [Describe(Primary, left, both), Describe(Partners[0], right, both)],
        };
    }

    private static TableFigures Describe(DatasetId dataset, NoisyCount only, NoisyCount both) => new()
    {
        Dataset = dataset,
        People = NoisyCount.SumFigure(only, both),
        MatchRate = NoisyCount.ShareFigure(both, only),
    };

    internal sealed class PeopleByTable(long onlyPrimary, long onlyPartner, long both) : BoundedTable
    {
        internal long OnlyPrimary => onlyPrimary;

        internal long OnlyPartner => onlyPartner;

        internal long Both => both;
    }
}
