using System.Collections.Immutable;
using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Features;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel;

/// <summary>
/// Trains gradient-boosted trees on the joined rows of one part of the people, with and without the partner's columns, and
/// releases how well either scores the other part: two noised histograms of the score, of clicks and of non-clicks, for each
/// model. Everything reported follows from the histograms by post-processing. The models themselves never leave.
/// </summary>
/// <remarks>
/// Sensitivity for one held-out person leaving any non-empty subset of the tables: the person's rows, at most Linf, vanish from
/// both models' histograms, in each of which they count once: L1 = 2·Linf, L2² = 2·Linf². Somebody in the training part may
/// move every score; that is not covered, and needs the agreement's <see cref="TrainingUsers.Unprotected"/>.
/// </remarks>
internal sealed class CtrModelPlan : QueryPlan
{
    private const int Models = 2;

    private readonly Agreement _agreement;
    private readonly CtrModelTerms _terms;
    private readonly CtrModelQuery _query;
    private readonly ScoreBins _bins;
    private readonly ContributionBounds _bounds;
    private readonly NoisyCounts _histograms;

    internal CtrModelPlan(Agreement agreement, CtrModelTerms terms, CtrModelQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _bins = new ScoreBins(terms.ScoreBins);
        _bounds = new ContributionBounds(maxGroups: 1, terms.RowsPerPerson);
        long rows = terms.RowsPerPerson;
        Sensitivity sensitivity = Sensitivity.OfNorms(
            l0: Models * Math.Min(2L * terms.ScoreBins, rows), l1: Models * rows, l2Squared: Models * rows * rows, lInfinity: rows);
        _histograms = new NoisyCounts(
            "score histograms of clicks and non-clicks, with and without the partner",
            checked(Models * 2 * terms.ScoreBins),
            CountNoise.ForRho(sensitivity, Rho.FromNano(query.NanoRho)));
        Privacy = new PrivacyPlan(_histograms);
    }

    public override DatasetId Primary => _terms.Label.Dataset;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Partner];

    public override PrivacyPlan Privacy { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset)
    {
        HashSet<string> columns = [QueryPlanner.IdColumnOf(_agreement, dataset)];
        columns.UnionWith(_terms.Features.Where(feature => feature.Dataset == dataset).Select(feature => feature.Column));
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
        (int[] training, int[] heldOut) = Split(table);
        int[] people = [.. heldOut.Select(row => table.PrimaryPeople[row])];
        using SecretOrder order = grant.CreateSecretOrder();
        BoundedRows kept = _bounds.Apply(people, new int[people.Length], order);
        return new BoundedExamples(
            new FeatureSource(table, _terms.Features, training),
            Labels.Read(table.Primary, _terms.Label.Column),
            training,
            [.. kept.Rows.Select(i => heldOut[i])]);
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        long[] exact = CountScores((BoundedExamples)table, threads, cancellationToken);
        return _histograms.Release(grant, exact).Map<Answer>(Answer);
    }

    /// <summary>The exact histograms, to which noise is added: with the partner, then without, clicks before non-clicks in each.</summary>
    internal long[] CountScores(BoundedExamples examples, int threads, CancellationToken cancellationToken)
    {
        long[] counts = new long[_histograms.Length];
        Span<long> withPartner = counts.AsSpan(0, 2 * _bins.Count);
        Span<long> withoutPartner = counts.AsSpan(2 * _bins.Count);
        int positives = examples.Training.Count(row => examples.Labels[row]);
        BoosterOptions options = TrainingOptions.For(_query, positives, examples.Training.Length, threads);
        ScoredHistogram.Fill(withPartner, _bins, usePartner: true, examples, options, cancellationToken);
        ScoredHistogram.Fill(withoutPartner, _bins, usePartner: false, examples, options, cancellationToken);
        return counts;
    }

    /// <summary>By the person's secret uniform number, so that nobody can steer who is held out.</summary>
    private (int[] Training, int[] HeldOut) Split(JoinedTable table)
    {
        List<int> training = [];
        List<int> heldOut = [];
        foreach (int row in table.JoinedRows())
        {
            bool isHeldOut = table.People.DrawOf(table.PrimaryPeople[row]) % 100 < (ulong)_terms.HeldOutPercent;
            (isHeldOut ? heldOut : training).Add(row);
        }

        return ([.. training], [.. heldOut]);
    }

    private CtrModelAnswer Answer(ImmutableArray<long> noisy)
    {
        double variance = _histograms.Noise.Variance;
        NoisyHistogram withPartner = new(_bins, noisy.AsSpan(0, 2 * _bins.Count), variance);
        NoisyHistogram withoutPartner = new(_bins, noisy.AsSpan()[(2 * _bins.Count)..], variance);
        return new CtrModelAnswer
        {
            Covers = Coverage.HeldOutOnly,
            IntervalsCoverBounding = false,
            Label = _terms.Label,
            WithPartner = QualityReport.Describe(withPartner),
            WithoutPartner = QualityReport.Describe(withoutPartner),
            AucGain = Estimate.Difference(AucEstimate.Of(withPartner), AucEstimate.Of(withoutPartner)).ToFigure(-1, 1),
        };
    }
}
