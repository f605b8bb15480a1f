using System.Collections.Immutable;
using EnclaveCleanRoom.PrivateModels.Binning;
using EnclaveCleanRoom.PrivateModels.Scoring;
using EnclaveCleanRoom.PrivateModels.Text;

namespace EnclaveCleanRoom.PrivateModels;

/// <summary>
/// A model that was trained with differential privacy: an intercept, a curve for each feature and perhaps trees of several features, which add up to the log-odds of a positive outcome. Immutable, usable from several threads at once.
/// It comes out of <see cref="PrivateTraining.Train"/> only, inside a release that says what it cost.
/// </summary>
public sealed class PrivateModel
{
    private readonly CurveTable[] _tables;
    private readonly TreeTable[] _trees;

    internal PrivateModel(IReadOnlyList<FeatureGrid> grids, double intercept, IReadOnlyList<double[]> values, IReadOnlyList<FeatureTree> trees)
    {
        _tables = [.. grids.Zip(values, CurveTable.Of)];
        _trees = [.. trees.Select(tree => new TreeTable(tree, [.. grids.Select(grid => grid.Feature)]))];
        (Intercept, Trees) = (intercept, [.. trees]);
        Curves = [.. _tables.Select(table => table.Curve)];
    }

    /// <summary>The score of a row to which no feature adds anything, in log-odds.</summary>
    public double Intercept { get; }

    /// <summary>What each feature adds, in the order of values in a row.</summary>
    public ImmutableArray<FeatureCurve> Curves { get; }

    /// <summary>What several features add together; empty unless <see cref="BoostedOptions.Trees"/> asked for it, and where nothing was found.</summary>
    public ImmutableArray<FeatureTree> Trees { get; }

    /// <summary>The features, in the order of values in a row.</summary>
    public IReadOnlyList<PrivateFeature> Features => [.. Curves.Select(curve => curve.Feature)];

    /// <summary>The score of one row. Allocates nothing.</summary>
    /// <param name="row">One value a feature; a category is its code, NaN is missing.</param>
    /// <returns>Log-odds, the same to the last bit as LightGBM's prediction from <see cref="WriteModelText"/>.</returns>
    /// <exception cref="ArgumentException">There are not as many values as features.</exception>
    public double Score(ReadOnlySpan<double> row)
    {
        if (row.Length != _tables.Length)
        {
            throw new ArgumentException($"The model has {_tables.Length} features, not {row.Length}.", nameof(row));
        }

        double score = Intercept;
        for (int i = 0; i < row.Length; i++)
        {
            score += _tables[i].ValueOf(row[i]);
        }

        foreach (TreeTable tree in _trees)
        {
            score += tree.ValueOf(row);
        }

        return score;
    }

    /// <summary>The scores of many rows.</summary>
    /// <param name="columns">One a feature, all as long as <paramref name="scores"/>.</param>
    /// <param name="scores">Receives log-odds; the same as <see cref="Score(ReadOnlySpan{double})"/> row by row.</param>
    /// <param name="threads">1 to 256; the result does not depend on it.</param>
    /// <exception cref="ArgumentException">The columns do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is out of range.</exception>
    public void Score(IReadOnlyList<PrivateColumn> columns, Memory<double> scores, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, 256);
        PrivateColumn.RequireFit(Features, columns, scores.Length);
        BatchScoring.Score(Intercept, _tables, _trees, columns, scores, threads);
    }

    /// <summary>The probability that log-odds stand for.</summary>
    public static double Probability(double score) => 1 / (1 + Math.Exp(-score));

    /// <summary>The model as LightGBM's <c>model.txt</c>, version 4: a tree of the intercept alone, then one tree for each feature, then those of several features.</summary>
    public string WriteModelText() => ModelText.Write(this);
}
