using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Sums;

namespace EnclaveCleanRoom.PrivateModels.Fitting;

/// <summary>
/// The rounds of trees of several features, after the curves, which stay as they are. Each releases the noisy residuals and curvatures of all leaves of a batch of random trees, at the scores that curves and trees give so far.
/// </summary>
/// <remarks>
/// <para>
/// Sensitivity. A tree is a partition: a row lies in one leaf of each. So a round is a <see cref="ReleasedVector"/> with a partition for each tree, and its theorem holds: one person with all rows moves it by at most W·R, W² being at least
/// the sum over trees of the squared weights. Which trees a batch holds, and their weights, follow from a public seed and from earlier releases.
/// </para>
/// <para>
/// Leaves move by a Newton step on all rounds' sums, shrunk by how precisely these are known and by the level that foretold them best (as the values of a curve are). A tree whose sums are no better foretold by any level than by 0,
/// by some odds, is 0 in all leaves; and what one feature says alone is taken off, as its curve's business. So where features say nothing together, all that trees cost is what their share of the budget would have been worth
/// elsewhere.
/// </para>
/// </remarks>
internal static class TreeRounds
{
    internal const string Name = "model: residuals and curvatures by leaf";

    /// <summary>The trees that say something, and how far the level moved.</summary>
    /// <param name="training">With trees.</param>
    /// <param name="curves">As left by their rounds.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="scores">By row, in log-odds: from the curves; receives those with trees.</param>
    /// <param name="release">Makes the releases.</param>
    /// <param name="sample">Who takes part in each round.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static (IReadOnlyList<GrowingTree> Trees, double Intercept) Run(
        PrivateTraining training, AdditiveFit curves, BinnedRows rows, double[] scores, SumRelease release, RowSample sample, int threads, CancellationToken cancellationToken)
    {
        RandomTreeOptions options = ((BoostedOptions)training.Options).Trees!;
        RandomShapes shapes = training.StartShapes(curves);
        List<GrowingTree> trees = [];
        double intercept = 0;
        int searches = (options.Rounds + 1) / 2;
        for (int round = 0; round < options.Rounds; round++)
        {
            if (round < searches)
            {
                Fill(training, trees, options.Batch, shapes, rows);
            }

            NoisyCounts mechanism = (NoisyCounts)training.Mechanisms[1 + training.Options.Rounds + round];
            AdditiveFit fit = training.StartTrees(trees, intercept);
            IReadOnlyList<CoordinateMap> maps = fit.Maps();
            ImmutableArray<long> noisy = release(mechanism, Exact(training, mechanism, fit, maps, trees, sample(rows), scores, threads, cancellationToken));
            NoisyRounds.Step(training, fit, maps, noisy, mechanism);
            intercept = fit.Intercept;
            trees.RemoveAll(tree => !tree.SaysSomething);
        }

        CellSums.AddScores(training.StartTrees(trees, intercept).Partitions([.. trees.Select(tree => tree.Leaves)]), 0, scores);
        return (trees, intercept);
    }

    /// <summary>What a round releases, before noise.</summary>
    internal static long[] Exact(
        PrivateTraining training, NoisyCounts mechanism, AdditiveFit fit, IReadOnlyList<CoordinateMap> maps, IReadOnlyList<GrowingTree> trees, BinnedRows rows, double[] basis, int threads, CancellationToken cancellationToken)
    {
        LogisticResiduals residuals = new(training.Scale.CurvatureWeight);
        IReadOnlyList<Partition> partitions = fit.Partitions([.. trees.Select(tree => tree.Leaves)]);
        long[][] sums = CellSums.Of(rows, partitions, residuals, training.Scale.Radius, threads, cancellationToken, basis);
        return ReleasedVector.Of(maps, sums, mechanism, ReleasedVector.SquaredWeightNorm);
    }

    private static void Fill(PrivateTraining training, List<GrowingTree> trees, int batch, RandomShapes shapes, BinnedRows rows)
    {
        while (trees.Count < batch && shapes.Next() is { } shape)
        {
            trees.Add(training.StartTree(shape, rows));
        }
    }
}
