using System.Collections.Immutable;
using System.Diagnostics;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Delivery;
using EnclaveCleanRoom.EnclaveWorkload.Joining;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.Lookalike;

/// <summary>
/// Trains a model that tells the people of the seed from the rest of the audience, with differential privacy for who is in the seed; ranks the whole audience by it; lists the best. What the
/// list is worth is told by one vector of noised counts: the seed's people who trained, and those held out by the band of ranks they fall into.
/// </summary>
/// <remarks>
/// <para>
/// Neighbours: all rows of one person leave any non-empty subset of the tables that the recipient does not own (the seed, and the existing audience where it is another's). The audience stays:
/// its owner, who alone receives the answer, knows it. So features, people, the lot that holds some of them out and, given a model, the ranking are the same for both.
/// </para>
/// <para>
/// 1. Training: leaving the seed turns the label of at most one example (one a person) from positive to negative: the adjacency of <see cref="ProtectedParts.Labels"/>, whose proof is
/// <see cref="PrivateTraining"/>'s. 2. The segment is a function of the model and the audience: post-processing. 3. Counts, given the model: the person leaves one cell, of those who trained or of
/// one band, and, where the existing audience is left too, the count of its people in the segment: L0 = L1 = L2² = 2 with an existing audience, and 1 without; L∞ = 1. ρ of 1 and 3 add up
/// (Bun, Steinke 2016, Lemma 2.3, for mechanisms chosen one after the other).
/// </para>
/// <para>
/// Too small a seed is seen from the noised counts and answered by a segment of nobody. It is no failure: after data was opened a failure is opaque, and one that happened for small seeds only
/// would tell about the data without being charged. Everything is trained, drawn and charged alike, whatever the counts say.
/// </para>
/// </remarks>
internal sealed class LookalikePlan : QueryPlan
{
    /// <summary>One part in so many of ρ is for the counts; the rest trains.</summary>
    private const int PartOfCounts = 10;

    private readonly Agreement _agreement;
    private readonly LookalikeTerms _terms;
    private readonly LookalikeQuery _query;
    private readonly AudienceColumn[] _columns;
    private readonly PrivateTraining _training;
    private readonly NoisyCounts _counts;

    internal LookalikePlan(Agreement agreement, LookalikeTerms terms, LookalikeQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _columns = [.. terms.Features.Select((feature, index) => AudienceColumn.Of(
            agreement.FindColumn(feature) ?? throw new UnreachableException("Features are columns of the agreement; its rules check it."), index))];
        long counts = query.NanoRho / PartOfCounts;
        BoostedOptions options = new() { Protects = ProtectedParts.Labels };
        _training = PrivateTraining.Plan(options, [.. _columns.Select(column => column.Feature)], rowsPerPerson: 1, Rho.FromNano(query.NanoRho - counts));
        Sensitivity sensitivity = HasExisting ? Sensitivity.OfEntries(2, 1) : Sensitivity.One;
        _counts = new NoisyCounts("people of the seed, by training and rank", Cells, CountNoise.ForRho(sensitivity, Rho.FromNano(counts)));
        Privacy = new PrivacyPlan([.. _training.Mechanisms, _counts]);
    }

    public override DatasetId Primary => _terms.Audience;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Seed, .. _terms.Existing];

    public override PrivacyPlan Privacy { get; }

    private bool HasExisting => _terms.Existing.Count > 0;

    /// <summary>Those who trained, a band for each size, those after the last, and those of the segment who are in the existing audience.</summary>
    private int Cells => 1 + _terms.Sizes.Count + 1 + (HasExisting ? 1 : 0);

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        QueryPlanner.IdColumnOf(_agreement, dataset), .. _terms.Features.Where(feature => feature.Dataset == dataset).Select(feature => feature.Column),
    ];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        JoinedSide audience = table.Sides[0];
        DeliveredPeople people = DeliveredPeople.Of(table, audience, QueryPlanner.IdColumnOf(_agreement, _terms.Audience));
        PersonRows rows = new(audience.People, table.People.Count);
        bool IsIn(int person, int side) => (table.People.TablesOf(person) >> side & 1) == 1;
        return new BoundedAudience(
            people,
            [.. _columns.Select(column => column.Read(audience.Table, rows, people.People))],
            [.. people.People.Select(person => table.People.DrawOf(person) % 100 < (ulong)_terms.HeldOutPercent)],
            [.. people.People.Select(person => IsIn(person, 1))],
            [.. people.People.Select(person => HasExisting && IsIn(person, 2))]);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        BoundedAudience audience = (BoundedAudience)table;
        PrivateRelease<PrivateModel> model = Train(audience, grant, threads, cancellationToken);
        Ranking ranking = Rank(audience, model.Value, threads);
        PrivateRelease<ImmutableArray<long>> counts = _counts.Release(grant, Count(audience, ranking));
        return model.Combine(counts, (_, noisy) => (Answer)Answer(audience, ranking, noisy));
    }

    /// <summary>From everybody who is not held out: the features that their owner knows, and the protected label.</summary>
    internal PrivateRelease<PrivateModel> Train(BoundedAudience audience, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        int[] training = [.. Enumerable.Range(0, audience.People.Count).Where(place => !audience.IsHeldOut[place])];
        PrivateExamples examples = PrivateExamples.OneRowAPerson(
            [.. audience.Values.Zip(_columns, (values, column) => values.At(training).ToColumn(column.Feature.IsCategorical))],
            training.Select(place => audience.IsSeed[place]).ToArray());
        return _training.Train(grant, examples, threads, cancellationToken);
    }

    /// <summary>The audience by a model's scores.</summary>
    internal Ranking Rank(BoundedAudience audience, PrivateModel model, int threads) =>
        Ranking.Of(model, [.. audience.Values.Zip(_columns, (values, column) => values.ToColumn(column.Feature.IsCategorical))], audience.People.Count, threads);

    /// <summary>The counts before noise.</summary>
    internal long[] Count(BoundedAudience audience, Ranking ranking)
    {
        long trained = Enumerable.Range(0, audience.People.Count).LongCount(place => audience.IsSeed[place] && !audience.IsHeldOut[place]);
        long[] bands = ranking.CountByBand(Bounds(audience), place => audience.IsSeed[place] && audience.IsHeldOut[place]);
        long existing = 0;
        foreach (int place in ranking.Best(_query.Size.Of(audience.People.Count)))
        {
            existing += audience.IsExisting[place] ? 1 : 0;
        }

        return [trained, .. bands, .. HasExisting ? (long[])[existing] : []];
    }

    private int[] Bounds(BoundedAudience audience) => [.. _terms.Sizes.Select(size => size.Of(audience.People.Count)).Order()];

    private LookalikeAnswer Answer(BoundedAudience audience, Ranking ranking, ImmutableArray<long> noisy)
    {
        SumWidths widths = new(_counts.Noise);
        int bands = _terms.Sizes.Count + 1;
        NoisySum matched = NoisySum.Of(noisy.AsSpan()[..(1 + bands)], widths);
        bool isLarge = matched.Value >= _terms.MinimumSeed;
        int size = _query.Size.Of(audience.People.Count);
        return new LookalikeAnswer
        {
            Covers = Coverage.TowardRecipient(_terms.Recipients[0]),
            IntervalsCoverBounding = false,
            Audience = _terms.Audience,
            Seed = _terms.Seed,
            Size = _query.Size,
            People = audience.People.Count,
            MatchedSeed = matched.ToFigure(),
            IsSeedLargeEnough = isLarge,
            Segment = isLarge ? audience.People.List(ranking.Best(size).ToArray()) : HashedIdList.Empty,
            Curve = isLarge ? Curve(audience, ranking, noisy.AsSpan().Slice(1, bands), widths) : [],
            InExisting = isLarge && HasExisting ? [NoisySum.Of(noisy.AsSpan()[^1..], widths).ToFigure()] : [],
        };
    }

    private List<LookalikePoint> Curve(BoundedAudience audience, Ranking ranking, ReadOnlySpan<long> seed, SumWidths widths)
    {
        int[] bounds = Bounds(audience);
        long[] heldOut = ranking.CountByBand(bounds, place => audience.IsHeldOut[place]);
        List<LookalikePoint> points = [];
        foreach (SegmentSize size in _terms.Sizes)
        {
            int people = size.Of(audience.People.Count);
            int within = Array.LastIndexOf(bounds, people) + 1;
            Figure recall = NoisySum.Share(NoisySum.Of(seed[..within], widths), NoisySum.Of(seed[within..], widths));
            points.Add(new LookalikePoint { Size = size, People = people, Recall = recall, Relevance = RelevanceOf(recall, heldOut.Take(within).Sum(), heldOut.Sum()) });
        }

        return points;
    }

    /// <summary>The share of the seed over the share of the people; both are of people held out, and the latter their owner knows.</summary>
    private static Figure RelevanceOf(Figure recall, long within, long all)
    {
        double times = within == 0 ? all : (double)all / within;
        return Figures.Of(recall.Estimate * times, recall.Low * times, recall.High * times);
    }
}
