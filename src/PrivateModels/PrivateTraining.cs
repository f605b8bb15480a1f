using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Fitting;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>
/// The training of a model with differential privacy, planned before any data is seen: its releases, their cost, and then the training itself. Everything that is
/// learnt is post-processing of the releases.
/// </summary>
/// <remarks>
/// <para>
/// 1. Every value is sorted into public cells. 2. The overall rate is released, and training starts there. 3. Each round sums the residuals and curvatures of the logistic loss in all cells of all features,
/// clipped a person, and releases them with noise; one tree a feature moves its curve to what all rounds together say; candidates are refined by the released curvatures. 4. If asked for, rounds of random trees of several features do the same with their
/// leaves. 5. Two releases recalibrate. Rounds take everybody, or if asked for those whom secret coins draw.
/// </para>
/// <para>
/// Adjacency: add or remove one person with any number of rows (<see cref="ProtectedParts.Everything"/>), all outcomes of one person (<see cref="ProtectedParts.Labels"/>), or one
/// person's values of protected columns, with outcomes or without (<see cref="ProtectedParts.LabelsAndColumns"/>, <see cref="ProtectedParts.Columns"/>). Every release is of
/// integers with discrete Gaussian noise; its sensitivity and proof are those of the vector that a round releases, whatever the rounds before have shown, so ρ adds up (Bun, Steinke 2016, Lemma 2.3).
/// </para>
/// </remarks>
public sealed class PrivateTraining
{
    // One entry needs little to be known well.
    private static readonly Rational s_startShare = new(1, 100);

    private readonly ImmutableArray<FeatureGrid> _grids;
    private readonly FitConstants _constants;

    private PrivateTraining(PrivateTrainingOptions options, ImmutableArray<PrivateFeature> features, int rowsPerPerson, FitConstants constants)
    {
        (Options, Features, RowsPerPerson, _constants) = (options, features, rowsPerPerson, constants);
        int cells = options is BoostedOptions boosted ? boosted.Candidates : ((LogisticOptions)options).Steps;
        _grids = [.. features.Select(feature => FeatureGrid.Of(feature, cells))];
        Scale = new ResidualScale(options.ClipRows, rowsPerPerson);
        CalibrationScale = new ResidualScale(options.ClipRows * Math.Min(2, rowsPerPerson), rowsPerPerson);
        Mechanisms = [];
    }

    /// <summary>How it is trained.</summary>
    public PrivateTrainingOptions Options { get; }

    /// <summary>What is public about the columns.</summary>
    public ImmutableArray<PrivateFeature> Features { get; }

    /// <summary>How many rows a person is expected to have at most; the privacy does not depend on it.</summary>
    public int RowsPerPerson { get; }

    /// <summary>All releases, in order; what a <see cref="PrivacyPlan"/> for this training must hold.</summary>
    public ImmutableArray<Mechanism> Mechanisms { get; private init; }

    /// <summary>What all releases cost together, at most what was given.</summary>
    public PrivacyCost Cost => Mechanisms.Aggregate(PrivacyCost.Zero, (sum, mechanism) => sum + mechanism.Cost);

    internal int TreeRoundCount => (Options as BoostedOptions)?.Trees?.Rounds ?? 0;

    internal ResidualScale Scale { get; }

    /// <summary>Recalibration cuts people with several rows less, as cutting them is what it has to mend; its noise is made for that.</summary>
    internal ResidualScale CalibrationScale { get; }

    internal AdditiveFit StartFit() => new([.. _grids.Select(CurveOf)], _constants);

    internal AdditiveFit StartTrees(IReadOnlyList<GrowingTree> trees, double intercept) =>
        new([.. trees.Select(tree => tree.Curve)], _constants) { Intercept = intercept };

    internal GrowingTree StartTree(TreeShape shape, BinnedRows rows) => new(shape, LeafCurve.OfTree(shape, _constants), shape.LeavesOf(rows));

    internal RandomShapes StartShapes(AdditiveFit curves) =>
        new(((BoostedOptions)Options).Trees!, _grids, [.. curves.Curves.Select(curve => ((LeafCurve)curve).CurvatureByCell())]);

    internal BinnedRows Bin(PrivateExamples examples, int threads, CancellationToken cancellationToken) => BinnedRows.Of(examples, _grids, threads, cancellationToken);

    /// <summary>Plans a training.</summary>
    /// <param name="options">How to train.</param>
    /// <param name="features">At least one; no name twice.</param>
    /// <param name="rowsPerPerson">How many rows of a person are kept at most, 1 to 10,000.</param>
    /// <param name="rho">What all of it may cost, at least 1e-7.</param>
    /// <exception cref="ArgumentException">There is no feature, or a name occurs twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range, or <paramref name="rho"/> is less than a billionth for each release.</exception>
    public static PrivateTraining Plan(PrivateTrainingOptions options, IReadOnlyList<PrivateFeature> features, int rowsPerPerson, Rho rho) =>
        Plan(options, features, rowsPerPerson, rho, FitConstants.Default);

    internal static PrivateTraining Plan(
        PrivateTrainingOptions options, IReadOnlyList<PrivateFeature> features, int rowsPerPerson, Rho rho, FitConstants constants)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerPerson);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowsPerPerson, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(rho, Rho.FromNano(100));
        options.Validate();
        if (features.Count == 0 || features.DistinctBy(feature => feature.Name, StringComparer.Ordinal).Count() != features.Count)
        {
            throw new ArgumentException("There is at least one feature, and no name twice.", nameof(features));
        }

        PrivateTraining unplanned = new(options, [.. features], rowsPerPerson, constants);
        PrivateTraining planned = new(options, [.. features], rowsPerPerson, constants) { Mechanisms = unplanned.Releases(rho) };
        return planned.Cost.NanoRho <= rho.Nano ? planned : throw new ArgumentOutOfRangeException(nameof(rho), "That is too little for so many releases.");
    }

    /// <summary>The same training, at the same cost, over features of which more is known by now: a vocabulary or thresholds that were released first, or that the one recipient knows.</summary>
    /// <param name="features">As many, of the same names and kinds, each protected as planned; none with more categories or cells than was planned.</param>
    /// <exception cref="ArgumentException">A feature is another one, or larger.</exception>
    public PrivateTraining With(IReadOnlyList<PrivateFeature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        PrivateTraining closed = new(Options, [.. features], RowsPerPerson, _constants) { Mechanisms = Mechanisms };
        bool fits = closed._grids.Length == _grids.Length && closed._grids.Zip(_grids).All(pair =>
            pair.First.Feature.Name == pair.Second.Feature.Name
            && pair.First.Feature.IsCategorical == pair.Second.Feature.IsCategorical
            && pair.First.Feature.IsProtected == pair.Second.Feature.IsProtected
            && pair.First.Cells <= pair.Second.Cells);
        return fits ? closed : throw new ArgumentException("Features keep their names and kinds, and have no more cells than planned.", nameof(features));
    }

    /// <summary>The most thresholds that a number can have.</summary>
    public int MostThresholds => Options is BoostedOptions boosted ? boosted.Candidates - 1 : ((LogisticOptions)Options).Steps - 1;

    /// <summary>The smallest ε at δ that is known for the whole training, rounded up.</summary>
    /// <param name="delta">The δ of the statement.</param>
    /// <returns>
    /// As <see cref="MechanismReport.EstimateAt"/>, by which the release and whatever holds it state theirs. Where rounds sample people it is less than theirs, who do not know: amplification is counted in here, see
    /// <see cref="SampledBudget"/>. <see cref="Cost"/> never counts it.
    /// </returns>
    public double EpsilonAt(Delta delta) => Options.SampleShare == Rational.One
        ? new PrivacyPlan([.. Mechanisms]).EpsilonAt(delta)
        : SampledBudget.EpsilonAt([.. Mechanisms.Where((_, i) => !IsSampled(i))], [.. Mechanisms.Where((_, i) => IsSampled(i))], Options.SampleShare, delta);

    /// <summary>Trains.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanisms"/>, unused.</param>
    /// <param name="examples">The rows.</param>
    /// <param name="threads">1 to 256; the exact sums do not depend on it.</param>
    /// <param name="cancellationToken">Stops it; what was released until then is spent.</param>
    /// <exception cref="ArgumentException">The columns do not fit the features; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PrivateRelease<PrivateModel> Train(BudgetGrant grant, PrivateExamples examples, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        PrivateColumn.RequireFit(Features, examples.Columns, examples.RowCount);
        ReleaseLog log = new(grant);
        using SecretSample coins = grant.CreateSecretSample();
        return log.Finish(Fit(examples, log.Release, threads, cancellationToken, all => Sample(all, coins)));
    }

    /// <summary>The model that follows from what is released of the rows, and from nothing else of them that is protected.</summary>
    /// <remarks>Without <paramref name="sample"/> everybody takes part in every round.</remarks>
    internal PrivateModel Fit(PrivateExamples examples, SumRelease release, int threads, CancellationToken cancellationToken, RowSample? sample = null)
    {
        sample ??= all => all;
        BinnedRows rows = Bin(examples, threads, cancellationToken);
        AdditiveFit fit = StartFit();
        if (Options.Protects == ProtectedParts.Labels)
        {
            LabelRounds.Run(this, fit, rows, release, threads, cancellationToken);
            return new PrivateModel(_grids, fit.Intercept, [.. fit.Curves.Select(curve => curve.Values)], []);
        }

        if (Options.Protects is ProtectedParts.LabelsAndColumns or ProtectedParts.Columns)
        {
            Calibration departures = new DepartureRounds(this, fit, rows, threads, cancellationToken).Run(release);
            return Calibrated(fit.Intercept, fit, [], departures);
        }

        NoisyRounds.Run(this, fit, rows, release, sample, threads, cancellationToken);
        double[] scores = new double[rows.RowCount];
        CellSums.AddScores(fit.Partitions(rows.Cells), 0, scores);
        (IReadOnlyList<GrowingTree> trees, double moved) = TreeRoundCount > 0 ? TreeRounds.Run(this, fit, rows, scores, release, sample, threads, cancellationToken) : ([], 0);
        Calibration calibration = new(fit.Intercept + moved);
        for (int i = 0; i < Calibration.Releases; i++)
        {
            NoisyCounts mechanism = (NoisyCounts)Mechanisms[^(Calibration.Releases - i)];
            calibration.Step(release(mechanism, calibration.Sums(rows, scores, CalibrationScale, mechanism, threads, cancellationToken)), CalibrationScale, mechanism.Noise.Variance);
        }

        return Calibrated(fit.Intercept + moved, fit, trees, calibration);
    }

    /// <summary>Whether a release is of those who take part in its round, rather than of everybody.</summary>
    private bool IsSampled(int release) => release > 0 && release < Mechanisms.Length - Calibration.Releases;

    private BinnedRows Sample(BinnedRows all, SecretSample coins)
    {
        if (Options.SampleShare == Rational.One)
        {
            return all;
        }

        bool[] takesPart = new bool[all.PeopleCount];
        coins.Draw(Options.SampleShare, takesPart);
        return all.Where(takesPart);
    }

    private PrivateModel Calibrated(double intercept, AdditiveFit fit, IReadOnlyList<GrowingTree> trees, Calibration calibration) => new(
        _grids,
        calibration.Apply(intercept),
        [.. fit.Curves.Select(curve => curve.Values.Select(value => value * calibration.Stretch).ToArray())],
        [.. trees.Select(tree => tree.Shape.ToTree(_grids, tree.Curve.Values.Select(value => value * calibration.Stretch)))]);

    private ICurve CurveOf(FeatureGrid grid)
    {
        // One release of outcomes serves all rounds, and its noise with it.
        bool keepsLast = Options.Protects == ProtectedParts.Labels;
        return Options is LogisticOptions && !grid.Feature.IsCategorical
            ? new SlopeCurve(grid, _constants, keepsLast)
            : LeafCurve.Of(grid, _constants, keepsLast);
    }

    private ImmutableArray<Mechanism> Releases(Rho rho)
    {
        int coordinates = 1 + _grids.Sum(grid => CurveOf(grid).Count);
        if (Options.Protects == ProtectedParts.Labels)
        {
            return [ReleasedVector.Plan("model: outcomes by cell", coordinates, ReleasedVector.SquaredWeightNorm, Scale.Radius, rho)];
        }

        Rho start = Share(rho, s_startShare);
        Rho calibration = Share(rho, Options.CalibrationShare / Calibration.Releases);
        Rho all = Rho.FromNano(rho.Nano - start.Nano - (Calibration.Releases * calibration.Nano));
        RandomTreeOptions? trees = (Options as BoostedOptions)?.Trees;
        Rho leaves = trees is null ? Rho.FromNano(0) : Share(all, trees.Share);
        Rho round = Rho.FromNano(Math.Max(1, (all.Nano - leaves.Nano) / Options.Rounds));
        NoisyCounts starts = ReleasedVector.Plan("model: overall rate", BaseRate.Coordinates, BaseRate.SquaredWeights, Scale.Radius, start);
        NoisyCounts rounds = ReleasedVector.Plan("model: residuals and curvatures by cell", coordinates, ReleasedVector.SquaredWeightNorm, Scale.Radius, round);
        NoisyCounts calibrations = ReleasedVector.Plan("model: recalibration", Calibration.Coordinates, Calibration.SquaredWeights, CalibrationScale.Radius, calibration);
        return
        [
            starts,
            .. Enumerable.Repeat<Mechanism>(rounds, Options.Rounds),
            .. trees is null ? [] : Enumerable.Repeat<Mechanism>(TreeRelease(trees, Rho.FromNano(Math.Max(1, leaves.Nano / trees.Rounds))), trees.Rounds),
            .. Enumerable.Repeat<Mechanism>(calibrations, Calibration.Releases),
        ];
    }

    /// <summary>A batch of trees is one vector.</summary>
    private NoisyCounts TreeRelease(RandomTreeOptions trees, Rho rho) =>
        ReleasedVector.Plan(TreeRounds.Name, 1 + (trees.Batch << trees.Depth), ReleasedVector.SquaredWeightNorm, Scale.Radius, rho);

    private static Rho Share(Rho rho, Rational share) => Rho.FromNano(Math.Max(1, (long)(rho.Nano * share).Floor()));
}
