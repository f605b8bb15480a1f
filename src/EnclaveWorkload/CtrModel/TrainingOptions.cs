using EnclaveCleanRoom.Agreements.Queries;
using EnclaveCleanRoom.Boosting;

namespace EnclaveCleanRoom.EnclaveWorkload.CtrModel;

/// <summary>
/// How the trees are trained: what the query says, and for the rest settings that hold back on rare outcomes and on categories with
/// few rows, as advertising data has them.
/// </summary>
/// <remarks>
/// A row tells p(1-p) about its log-odds, p being the rate of the outcome among the training rows; that is its hessian at the
/// start. So many rows of a category mean little at a rate of 2 % and much at 50 %: limits on rows are stated in that
/// measure. No rows are sampled: the order in which an owner wrote them has no say either. The rate is that of the training people alone: nobody held out has a say in a setting.
/// </remarks>
internal static class TrainingOptions
{
    /// <summary>Least information of a category that is split off by itself or with others.</summary>
    private const double CategoryInformation = 6;

    /// <summary>Least information of a group of categories on one side of a split.</summary>
    private const double GroupInformation = 12;

    /// <summary>Least information of a leaf.</summary>
    private const double LeafInformation = 5;

    private const double FewestRows = 10;
    private const double MostRows = 100_000;

    /// <param name="query">Rounds, leaves, shrinkage and fewest rows of a leaf.</param>
    /// <param name="positives">Positive training rows.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="threads">Threads; the model does not depend on them.</param>
    internal static BoosterOptions For(CtrModelQuery query, int positives, int rows, int threads) => BoosterOptions.Default with
    {
        Objective = Objective.Binary,
        NumIterations = query.Trees,
        NumLeaves = query.Leaves,
        LearningRate = query.LearningRatePermille / 1000.0,
        MinDataInLeaf = query.MinimumRowsPerLeaf,
        MinSumHessianInLeaf = LeafInformation,
        LambdaL2 = 10,
        CatL2 = 20,
        CatSmooth = RowsFor(CategoryInformation, positives, rows),
        MinDataPerGroup = (int)RowsFor(GroupInformation, positives, rows),
        FeatureFraction = 0.5,
        NumThreads = threads,
    };

    private static double RowsFor(double information, int positives, int rows)
    {
        double rate = rows == 0 ? 0.5 : positives / (double)rows;
        return Math.Clamp(Math.Round(information / (rate * (1 - rate))), FewestRows, MostRows);
    }
}
