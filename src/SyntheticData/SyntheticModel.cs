using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Inference;
using EnclaveCleanRoom.SyntheticData.Sampling;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>What was learned privately about a table: a distribution over its rows, from which as many rows as wanted are made. All of it is post-processing of noisy figures.</summary>
public sealed class SyntheticModel
{
    private readonly CalibratedTree _tree;
    private readonly CoarseDomain _coarse;
    private readonly ulong[] _seed;

    internal SyntheticModel(DiscreteDomain domain, CalibratedTree tree, CoarseDomain coarse, (double Estimate, double Deviation) total, IReadOnlyList<SyntheticStep> steps, ulong[] seed)
    {
        (Domain, _tree, _coarse, Steps, _seed) = (domain, tree, coarse, steps, seed);
        (EstimatedRows, RowsDeviation) = total;
    }

    /// <summary>What rows can hold.</summary>
    public DiscreteDomain Domain { get; }

    /// <summary>How many rows the private table has, as the noisy figures say; at least 1.</summary>
    public double EstimatedRows { get; }

    /// <summary>The standard deviation of the noise on that, which is no heavier in its tails than a normal law.</summary>
    public double RowsDeviation { get; }

    /// <summary>What was measured, in order.</summary>
    public IReadOnlyList<SyntheticStep> Steps { get; }

    /// <summary>Cells of all tables of the model together.</summary>
    public double Cells => _tree.Tree.Cells;

    /// <summary>Codes of a column that the model tells apart; the others were too rare for that.</summary>
    public int CodesKept(int column) => _coarse.Columns[column].Size;

    /// <summary>Makes rows. The same rows each time: their seed was drawn with the noise.</summary>
    /// <param name="rows">At least 1; public, or <see cref="EstimatedRows"/>.</param>
    /// <param name="threads">At most so many at a time; the rows do not depend on it.</param>
    public DiscreteTable Sample(int rows, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        return new DiscreteTable(Domain, ModelSampler.Draw(_tree, _coarse, rows, _seed, threads));
    }

    /// <summary>Other rows of the same distribution, for comparison.</summary>
    internal DiscreteTable SampleAnew(int rows, int threads) =>
        new(Domain, ModelSampler.Draw(_tree, _coarse, rows, [.. _seed.Select(word => ~word)], threads));
}
