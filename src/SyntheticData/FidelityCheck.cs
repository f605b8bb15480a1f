using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How alike made rows are to the true ones, measured with noise: distances over sets of columns, correlations, and a discriminator.</summary>
/// <remarks>
/// <para>
/// Input: true rows, at most K a person, and made rows that were released before. Adjacency: add or remove one person. Sensitivity: the sum over s sets of columns of the distances of their counts is a whole number and changes by at most s·K
/// (<see cref="CountDistance"/>); sums for correlations by at most K·<see cref="NoisyCorrelations.Unit"/> each; of the discriminator see <see cref="Discriminator"/>.
/// </para>
/// <para>Privacy: each is a <see cref="NoisyCounts"/> with its own part of ρ, one after the other, after the release of the made rows (adaptive composition: Bun, Steinke 2016, Lemma 2.3).</para>
/// </remarks>
public sealed class FidelityCheck
{
    private const int MostSets = 500;
    private const int Widest = 3;
    private const double MostSamplingWork = 5e8;

    private readonly ImmutableArray<NoisyCounts> _distances;
    private readonly NoisyCounts? _correlations;
    private readonly NoisyCounts _buckets;
    private readonly NoisyCounts _bins;
    private readonly NoisyCorrelations _ordered;
    private readonly Discriminator _discriminator;
    private readonly int _columns;

    /// <summary>A check at a cost of ρ.</summary>
    /// <param name="name">The figure's name in plan, ledger and result.</param>
    /// <param name="columns">How many columns the tables have, 1 to 64.</param>
    /// <param name="ordered">Those whose codes are ordered.</param>
    /// <param name="rowsPerPerson">K, at least 1.</param>
    /// <param name="rho">At least 10 nano-ρ.</param>
    public FidelityCheck(string name, int columns, IEnumerable<int> ordered, int rowsPerPerson, Rho rho)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, DiscreteDomain.MostColumns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rowsPerPerson);
        ArgumentOutOfRangeException.ThrowIfLessThan(rho.Nano, 10, nameof(rho));
        _columns = columns;
        _ordered = new NoisyCorrelations(ordered);
        _discriminator = new Discriminator(columns);

        // A tenth for each distance, three for the correlations, two for each half of the discriminator.
        Rho Tenths(int parts) => Rho.FromNano(rho.Nano / 10 * parts);
        _distances =
        [
            .. Enumerable.Range(1, Math.Min(columns, Widest)).Select(ways => new NoisyCounts(
                $"{name}: {ways}-way distance", 1, CountNoise.ForRho(Sensitivity.OfEntries(1, (long)rowsPerPerson * PublicSets.Count(columns, ways, MostSets)), Tenths(1)))),
        ];
        _correlations = _ordered.IsAny ? new NoisyCounts($"{name}: correlations", _ordered.Length, CountNoise.ForRho(_ordered.SensitivityFor(rowsPerPerson), Tenths(3))) : null;
        _buckets = new NoisyCounts($"{name}: discriminator", _discriminator.Length, CountNoise.ForRho(_discriminator.SensitivityFor(rowsPerPerson), Tenths(2)));
        _bins = new NoisyCounts($"{name}: propensity", Discriminator.Bins, CountNoise.ForRho(InOneBin(rowsPerPerson), Tenths(2)));
        Mechanisms = [.. _distances, .. _correlations is null ? Array.Empty<Mechanism>() : [_correlations], _buckets, _bins];
    }

    /// <summary>The parts of a <see cref="PrivacyPlan"/>.</summary>
    public ImmutableArray<Mechanism> Mechanisms { get; }

    /// <summary>Compares.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanisms"/> unused.</param>
    /// <param name="table">The true rows.</param>
    /// <param name="model">What was learned of them.</param>
    /// <param name="made">The made rows.</param>
    /// <param name="threads">At most so many at a time; the outcome does not depend on it.</param>
    /// <exception cref="ArgumentException">The tables are of different domains, or of other columns than the check; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    public PrivateRelease<FidelityEstimate> Release(BudgetGrant grant, DiscreteTable table, SyntheticModel model, DiscreteTable made, int threads)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!ReferenceEquals(table.Domain, made.Domain) || !ReferenceEquals(model.Domain, made.Domain) || made.Domain.Columns.Length != _columns || made.Rows == 0)
        {
            throw new ArgumentException("The tables are of different domains.", nameof(made));
        }

        double rows = model.EstimatedRows;
        PrivateRelease<ImmutableArray<FidelityDistance>> distances = Distances(grant, table, made, rows, threads);
        PrivateRelease<(double Difference, double Noise)>? correlations = _correlations?.Release(grant, _ordered.Sums(table))
            .Map(noisy => _ordered.Compare(noisy.AsSpan(), rows, Math.Sqrt(_correlations.Noise.Variance), _ordered.Sums(made), made.Rows));
        PrivateRelease<Propensity> propensity = Propensities(grant, table, made, rows);
        PrivateRelease<FidelityEstimate> estimate = distances.Combine(propensity, (ways, told) => new FidelityEstimate
        {
            Distances = ways,
            SubsamplingEquivalent = Equivalent(model, ways[Math.Min(1, ways.Length - 1)], threads),
            CorrelationDifference = 0,
            CorrelationNoise = 0,
            PropensityAuc = told.Auc,
            PropensityMeanSquaredError = told.MeanSquaredError,
            PropensityDeviation = told.Deviation,
        });
        return correlations is null
            ? estimate
            : estimate.Combine(correlations, (figures, correlation) => figures with { CorrelationDifference = correlation.Difference, CorrelationNoise = correlation.Noise });
    }

    private PrivateRelease<ImmutableArray<FidelityDistance>> Distances(BudgetGrant grant, DiscreteTable table, DiscreteTable made, double rows, int threads) => _distances
        .Select((mechanism, index) =>
        {
            int[][] sets = PublicSets.Of(_columns, index + 1, MostSets);
            double all = rows * sets.Length;
            return mechanism.Release(grant, [CountDistance.Sum(table, made, rows, sets, threads)]).Map(noisy => ImmutableArray.Create(
                new FidelityDistance(index + 1, sets.Length, Math.Clamp(noisy[0] / all, 0, 2), Math.Sqrt(mechanism.Noise.Variance) / all)));
        })
        .Aggregate((before, next) => before.Combine(next, (ways, more) => ways.AddRange(more)));

    private PrivateRelease<Propensity> Propensities(BudgetGrant grant, DiscreteTable table, DiscreteTable made, double rows)
    {
        PrivateRelease<ImmutableArray<long>> buckets = _buckets.Release(grant, _discriminator.Count(table));
        double[] weights = Discriminator.Weights(buckets.Value.AsSpan(), Math.Sqrt(_buckets.Noise.Variance), rows, _discriminator.Count(made), made.Rows);
        double[] scores = _discriminator.Scores(made, weights);
        double[] edges = Discriminator.Edges(scores);
        return buckets.Combine(
            _bins.Release(grant, Discriminator.CountBins(_discriminator.Scores(table, weights), edges)),
            (_, noisy) => Propensity.Of(noisy.AsSpan(), Math.Sqrt(_bins.Noise.Variance), Discriminator.CountBins(scores, edges)));
    }

    // The sample is drawn from rows made anew, as many as the true ones about: what it looks at is private already.
    private static double Equivalent(SyntheticModel model, FidelityDistance distance, int threads)
    {
        int rows = (int)Math.Clamp(Math.Round(model.EstimatedRows), 1, 1_000_000);
        int[][] sets = PublicSets.Of(model.Domain.Columns.Length, distance.Ways, (int)Math.Clamp(MostSamplingWork / Subsample.Halvings / rows, 4, MostSets));
        return Subsample.Equivalent(model.SampleAnew(rows, threads), distance.MeanL1, sets, threads);
    }

    private static Sensitivity InOneBin(int rowsPerPerson) =>
        Sensitivity.OfNorms(Math.Min(rowsPerPerson, Discriminator.Bins), rowsPerPerson, (long)rowsPerPerson * rowsPerPerson, rowsPerPerson);
}
