using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Sharding;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>
/// How good a class of models is for which there is no private trainer, here boosted trees: sample and aggregate. People are divided into shards in secret, each shard trains a model without privacy on some of its people and measures it on the
/// others, and only the mean over shards is released, with noise. Planned before any data is seen.
/// </summary>
/// <remarks>
/// <para>
/// Adjacency: add or remove one person with any number of rows. Theorem: the release is ρ-zCDP. Proof: each person's shard and part are independent coins, alike for everybody, so both neighbours may be looked at with the same coins for the
/// people they share, whatever numbers these people have; a mixture over coins tells no more than the worst of them (van Erven, Harremoës 2014, Theorem 13). Given the coins, the person's rows lie in one shard. All other shards hold the same rows in the same order, so their models
/// and figures, which follow from rows and public options alone, are the same. The one shard's figures, confined to public bounds, change at will: by at most what <see cref="ShardEntry"/> proves of an entry, the number of shards being fixed.
/// Discrete Gaussian noise of that L2 sensitivity is ρ-zCDP (Canonne, Kamath, Steinke 2020, Theorem 4). A training that fails is a figure too, the worst: a failure that could be seen would tell about one shard.
/// </para>
/// <para>
/// Sources: Nissim, Raskhodnikova, Smith, "Smooth Sensitivity and Sampling in Private Data Analysis", 2007 (sample and aggregate); Smith, 2011 (means of confined estimates). How long it takes depends on the rows: release on a fixed schedule.
/// </para>
/// </remarks>
public sealed class ShardedQuality
{
    private readonly NoisyCounts _sums;

    private ShardedQuality(ShardedQualityOptions options, ImmutableArray<PrivateFeature> features, NoisyCounts sums) =>
        (Options, Features, _sums) = (options, features, sums);

    /// <summary>How it is found out.</summary>
    public ShardedQualityOptions Options { get; }

    /// <summary>The columns.</summary>
    public ImmutableArray<PrivateFeature> Features { get; }

    /// <summary>The release; what a <see cref="PrivacyPlan"/> for this must hold.</summary>
    public ImmutableArray<Mechanism> Mechanisms => [_sums];

    /// <summary>Plans it.</summary>
    /// <param name="options">How to find it out.</param>
    /// <param name="features">At least one; no name twice.</param>
    /// <param name="rho">What it may cost, above 0.</param>
    /// <exception cref="ArgumentException">There is no feature, a name occurs twice, or the options of the trees do not fit the features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public static ShardedQuality Plan(ShardedQualityOptions options, IReadOnlyList<PrivateFeature> features, Rho rho)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentOutOfRangeException.ThrowIfZero(rho.Nano, nameof(rho));
        options.Validate();
        if (features.Count == 0 || features.DistinctBy(feature => feature.Name, StringComparer.Ordinal).Count() != features.Count)
        {
            throw new ArgumentException("There is at least one feature, and no name twice.", nameof(features));
        }

        // Options that fit no data are a mistake to tell now, as later all failures look alike.
        ShardRows.Made(features).Train(options.Trees);
        NoisyCounts sums = new("model class: quality over shards", ShardEntry.Length, CountNoise.Gaussian(ShardEntry.Sensitivity, rho));
        return new ShardedQuality(options, [.. features], sums);
    }

    /// <summary>Divides people, trains, measures, releases.</summary>
    /// <param name="grant">An open grant whose plan holds <see cref="Mechanisms"/>, unused.</param>
    /// <param name="examples">The rows; a person may have any number.</param>
    /// <param name="threads">1 to 256: so many shards are trained at once. Figures do not depend on it.</param>
    /// <param name="cancellationToken">Looked at before each shard; nothing is released then.</param>
    /// <exception cref="ArgumentException">The columns do not fit the features; nothing is consumed.</exception>
    /// <exception cref="InvalidOperationException">The grant does not allow it.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PrivateRelease<ShardedFigures> Run(BudgetGrant grant, PrivateExamples examples, int threads, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        PrivateColumn.RequireFit(Features, examples.Columns, examples.RowCount);
        int[] shards = new int[examples.PeopleCount];
        bool[] heldOut = new bool[examples.PeopleCount];
        using (SecretSample coins = grant.CreateSecretSample())
        {
            coins.Divide(Options.Shards, shards);
            coins.Draw(Options.HeldOutShare, heldOut);
        }

        long[] exact = Sum(Measure(examples, shards, heldOut, threads, cancellationToken));
        return _sums.Release(grant, exact).Map(noisy => Describe([.. noisy]));
    }

    /// <summary>The entry of each shard.</summary>
    /// <param name="examples">The rows.</param>
    /// <param name="shards">The shard of each person.</param>
    /// <param name="heldOut">Whether each person measures.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellationToken">Looked at before each shard.</param>
    internal ShardEntry[] Measure(PrivateExamples examples, int[] shards, bool[] heldOut, int threads, CancellationToken cancellationToken)
    {
        ILookup<int, int> rows = Enumerable.Range(0, examples.RowCount).ToLookup(row => shards[examples.People.Span[row]]);
        ShardEntry[] entries = new ShardEntry[Options.Shards];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, entries.Length, parallel, shard =>
        {
            ILookup<bool, int> parts = rows[shard].ToLookup(row => heldOut[examples.People.Span[row]]);
            entries[shard] = ShardEntry.Of(
                ShardQuality.Of(ShardRows.Of(examples, Features, [.. parts[false]]), ShardRows.Of(examples, Features, [.. parts[true]]), Options.Trees), Options);
        });
        return entries;
    }

    internal static long[] Sum(IEnumerable<ShardEntry> entries)
    {
        long[] sums = new long[ShardEntry.Length];
        foreach (ShardEntry entry in entries)
        {
            entry.AddTo(sums);
        }

        return sums;
    }

    /// <summary>What noisy sums say; post-processing.</summary>
    internal ShardedFigures Describe(ReadOnlySpan<long> noisy)
    {
        double deviation = Math.Sqrt(_sums.Noise.Variance);
        return new ShardedFigures(
            ShardSums.Describe(noisy[0], noisy[1], Options.Shards, deviation, Options.Auc), ShardSums.Describe(noisy[2], noisy[3], Options.Shards, deviation, Options.LogLoss));
    }
}
