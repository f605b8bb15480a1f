using EnclaveCleanRoom.Agreements;
using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.EnclaveWorkload.Cells;
using EnclaveCleanRoom.EnclaveWorkload.CtrModel.Quality;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Coding;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Quality;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Reference;
using EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Selection;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease;

/// <summary>
/// Trains a model with differential privacy on the rows of one part of the people, and a second one without the partner's columns where both are to be compared; releases the first, and how well it scores the
/// other part. What each step costs is fixed here, before data: vocabularies and bounds that the agreement leaves open, training with recalibration, quality overall, quality by segment, and what trees without privacy would reach.
/// </summary>
/// <remarks>
/// Sensitivity for one person leaving any non-empty subset of the tables. A person's features and outcomes follow from the person's own rows through public domains; who is held out, and which rows are kept, from the
/// person and secrets. So where everybody is protected, whoever leaves takes all of their rows along, at most K of them, and changes nobody else's; and where only the partner's people are, whoever leaves the partner's
/// table leaves the same rows behind, with the same values of the rows' own columns, with those of the partner's missing, and with negative outcomes where they are the partner's. That is what the sensitivities of <see cref="PrivateTraining"/> and <see cref="QualityPlan"/> are proved for. A person trains or measures, never both; the plan
/// charges both all the same.
/// </remarks>
internal sealed class PrivateModelPlan : QueryPlan
{
    private static readonly ContributionBounds s_oneEach = new(maxGroups: 1, maxRowsPerGroup: 1);

    private readonly Agreement _agreement;
    private readonly PrivateModelTerms _terms;
    private readonly PrivateModelQuery _query;
    private readonly IReadOnlyList<ModelFeature> _features;
    private readonly int _ownFeatures;
    private readonly ValueCells? _segments;
    private readonly ContributionBounds _bounds;

    internal PrivateModelPlan(Agreement agreement, PrivateModelTerms terms, PrivateModelQuery query)
    {
        _agreement = agreement;
        _terms = terms;
        _query = query;
        _features = PrivateModelFeatures.Of(agreement, terms, query.Selects);
        _ownFeatures = _features.TakeWhile(feature => feature.Column.Dataset == terms.Rows).Count();
        _segments = query.Segments.Count == 0 ? null : new ValueCells(KeptByFilters.VocabularyOf(agreement, query.Segments[0]));
        _bounds = new ContributionBounds(maxGroups: 1, terms.RowsPerPerson);
        long quality = (long)((Int128)query.NanoRho * query.QualityPermille / 1000);
        long model = (query.NanoRho - quality - FeatureSelections.NanoRhoOf(query, _features) - ReferenceTrees.NanoRhoOf(query)) / (query.Compare ? 2 : 1);
        Training = Plan(_features.Count, model);
        WithoutPartner = query.Compare ? Plan(_ownFeatures, model) : null;
        Selections = new FeatureSelections(agreement, terms, query, _features, Training.MostThresholds);
        Reference = ReferenceTrees.Plan(query, [.. Training.Features]);
        Quality = new QualityPlan(terms, query.Compare ? 2 : 1, _segments?.Count ?? 0, quality);
        Privacy = new PrivacyPlan([.. Selections.Mechanisms, .. Training.Mechanisms, .. WithoutPartner?.Mechanisms ?? [], .. Quality.Mechanisms, .. Reference?.Mechanisms ?? []]);
    }

    public override DatasetId Primary => _terms.Rows;

    public override IReadOnlyList<DatasetId> Partners => [_terms.Partner];

    public override PrivacyPlan Privacy { get; }

    internal FeatureSelections Selections { get; }

    internal PrivateTraining Training { get; }

    internal PrivateTraining? WithoutPartner { get; }

    internal QualityPlan Quality { get; }

    internal ShardedQuality? Reference { get; }

    public override IReadOnlyList<string> ColumnsOf(DatasetId dataset) =>
    [
        .. _features.Select(feature => feature.Column).Concat(_query.Segments).Append(_terms.Label)
            .Where(column => column.Dataset == dataset)
            .Select(column => column.Column)
            .Prepend(QueryPlanner.IdColumnOf(_agreement, dataset))
            .Distinct(),
    ];

    public override BoundedTable Bound(JoinedTable table, BudgetGrant grant)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(grant);

        // Where the rows are known to whom the model is for, whether they are joined is not: all of them are examples, and of whom the partner does not have, its columns are missing.
        int[] people = _terms.Protects == ProtectedPeople.Everybody ? table.JoinedPeople() : table.PrimaryPeople;
        using SecretOrder order = grant.CreateSecretOrder();
        BoundedRows kept = _bounds.Apply(people, new int[people.Length], order);
        ILookup<bool, int> parts = kept.Rows.ToLookup(row => IsHeldOut(table, people[row]));
        return new ModelExamples
        {
            Columns = Read(table),
            Labels = ReadLabels(table),
            People = people,
            PeopleCount = table.People.Count,
            Segments = _segments is null ? [] : RowCells.Read(table.Sides[0], _query.Segments[0].Column, _segments),
            Training = [.. parts[false]],
            HeldOut = [.. parts[true]],
            OneEach = [.. s_oneEach.Apply([.. kept.Rows.Select(row => people[row])], new int[kept.Rows.Length], order).Rows.Select(i => kept.Rows[i])],
        };
    }

    public override PrivateRelease<Answer> Compute(BoundedTable table, BudgetGrant grant, int threads, CancellationToken cancellationToken)
    {
        (IReadOnlyList<SelectedFeature> features, IReadOnlyList<PrivateRelease<SelectedFeature>> selected) = Selections.Close(grant, (ModelExamples)table);
        ModelExamples examples = ((ModelExamples)table).Close(features);
        PrivateRelease<PrivateModel> model = Close(Training, features).Train(grant, examples.TrainingExamples(_features.Count), threads, cancellationToken);
        model = selected.Aggregate(model, (all, domain) => all.Combine(domain, (trained, _) => trained));
        PrivateRelease<PrivateModel>? second = WithoutPartner is null ? null : Close(WithoutPartner, features).Train(grant, examples.TrainingExamples(_ownFeatures), threads, cancellationToken);
        List<double[]> scores = [Score(model.Value, examples, threads), .. second is null ? (double[][])[] : [Score(second.Value, examples, threads)]];
        PrivateRelease<Answer> answer = model.Combine(Quality.Release(grant, examples, scores), (trained, histograms) => (Answer)Answer(features, trained, histograms.Models, histograms.Segments));

        // The second model shapes no figure but through the histograms; it was paid for, so the result says so.
        answer = second is null ? answer : answer.Combine(second, (figures, _) => figures);
        return Reference is null
            ? answer
            : answer.Combine<ShardedFigures, Answer>(
                Reference.Run(grant, examples.AllExamples(), threads, cancellationToken), (figures, trees) => (PrivateModelAnswer)figures with { Reference = [ReferenceTrees.Describe(trees, _query.ReferenceShards)] });
    }

    private static double[] Score(PrivateModel model, ModelExamples examples, int threads)
    {
        double[] scores = new double[examples.HeldOut.Length];
        model.Score(examples.ColumnsOf(examples.HeldOut, model.Curves.Length), scores, threads);
        return scores;
    }

    private PrivateTraining Plan(int features, long nanoRho) => PrivateTraining.Plan(
        ModelOptions.Of(_terms, _query, features > _ownFeatures), [.. _features.Take(features).Select(feature => ModelOptions.Of(_terms, feature))], _terms.RowsPerPerson, Rho.FromNano(nanoRho));

    /// <summary>A training over the first features as they turned out.</summary>
    internal PrivateTraining Close(PrivateTraining training, IReadOnlyList<SelectedFeature> features) =>
        training.With([.. features.Take(training.Features.Length).Select(feature => ModelOptions.Of(_terms, feature))]);

    /// <summary>By the person's secret uniform number, so that nobody can steer who is held out.</summary>
    private bool IsHeldOut(JoinedTable table, int person) => table.People.DrawOf(person) % 100 < (ulong)_terms.HeldOutPercent;

    private ModelColumn[] Read(JoinedTable table)
    {
        PersonFeatures persons = new(table);
        ModelColumn[] columns = new ModelColumn[_features.Count];
        Parallel.For(0, columns.Length, i => columns[i] = i < _ownFeatures ? RowFeatures.Read(table.Primary, _features[i]) : persons.Read(_features[i]));
        return columns;
    }

    private bool[] ReadLabels(JoinedTable table)
    {
        if (_terms.Label.Dataset == _terms.Rows)
        {
            return Labels.Read(table.Primary, _terms.Label.Column);
        }

        bool[] outcomes = Labels.Read(table.Sides[1].Table, _terms.Label.Column);
        bool[] isPositive = new bool[table.People.Count];
        for (int row = 0; row < outcomes.Length; row++)
        {
            if (outcomes[row] && table.Sides[1].People[row] >= 0)
            {
                isPositive[table.Sides[1].People[row]] = true;
            }
        }

        return Array.ConvertAll(table.PrimaryPeople, person => person >= 0 && isPositive[person]);
    }

    private PrivateModelAnswer Answer(IReadOnlyList<SelectedFeature> selected, PrivateModel model, IReadOnlyList<NoisyHistogram> models, IReadOnlyList<NoisyHistogram> segments) => new()
    {
        Covers = Coverage.Of(_terms),
        IntervalsCoverBounding = false,
        Label = _terms.Label,
        TowardsOnly = _terms.HoldsTowardRecipientOnly ? _terms.Recipients : [],
        Model = new ReleasedModel
        {
            Kind = _query.Model,
            Format = ReleasedModel.LightGbm,
            Text = model.WriteModelText(),
            Features = [.. selected.Select(each => each.Feature)],
            Curves = [.. model.Curves.Select(curve => new Agreements.Answers.FeatureCurve { Thresholds = curve.Thresholds, Values = curve.Values, Missing = curve.MissingValue })],
        },
        Card = ModelCards.Write(_agreement, _terms, _query, [.. selected.Select(each => each.Feature)], Privacy.EpsilonAt(Delta.FromAtto(_agreement.Privacy.StatementAttoDelta)), Training.Cost.NanoRho + Selections.Mechanisms.Sum(mechanism => mechanism.Cost.NanoRho)),
        Quality = QualityReport.Describe(models[0]),
        Segments = [.. segments.Select((histogram, segment) => new SegmentQuality { Values = _segments!.NameOf(segment), Quality = QualityReport.Describe(histogram) })],
        Reference = [],
        Comparison = models.Count == 1 ? [] : [Comparison.Of(models[0], models[1])],
    };
}
