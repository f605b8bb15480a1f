using EnclaveCleanRoom.Agreements.Answers;
using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels;

namespace EnclaveCleanRoom.EnclaveWorkload.ModelRelease.Reference;

/// <summary>What trees without privacy would reach on the same rows, by sample and aggregate; see <see cref="ShardedQuality"/>, whose theorem needs no more than that a person's rows lie in one shard.</summary>
/// <remarks>
/// Where only the partner's people are protected, a person's rows stay and change: still in one shard, whose figures are confined, so the same bound holds.
/// </remarks>
internal static class ReferenceTrees
{
    /// <summary>Small enough for a shard of a few hundred people.</summary>
    private static readonly BoosterOptions s_trees = BoosterOptions.Default with { Objective = Objective.Binary, NumIterations = 50, NumLeaves = 8, LearningRate = 0.1, MinDataInLeaf = 20, LambdaL2 = 1 };

    /// <summary>What it may cost, ρ in units of 10⁻⁹; 0 where it is left out.</summary>
    internal static long NanoRhoOf(PrivateModelQuery query) => (long)((Int128)query.NanoRho * query.ReferencePermille / 1000);

    /// <summary>Plans it over features as large as they may become; <see langword="null"/> where it is left out.</summary>
    internal static ShardedQuality? Plan(PrivateModelQuery query, IReadOnlyList<PrivateFeature> features) => query.ReferencePermille == 0
        ? null
        : ShardedQuality.Plan(new ShardedQualityOptions { Shards = query.ReferenceShards, Trees = s_trees }, features, Rho.FromNano(NanoRhoOf(query)));

    internal static ReferenceQuality Describe(ShardedFigures figures, int shards) => new() { Shards = shards, Auc = Describe(figures.Auc), LogLoss = Describe(figures.LogLoss) };

    private static Figure Describe(ShardedFigure figure) => new() { Estimate = figure.Mean, Low = figure.Low, High = figure.High, InferredFrom = Figure.FromSamplingAndNoise };
}
