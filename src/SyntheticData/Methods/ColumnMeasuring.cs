using System.Collections.Immutable;
using EnclaveCleanRoom.DifferentialPrivacy;
using EnclaveCleanRoom.SyntheticData.Coarsening;
using EnclaveCleanRoom.SyntheticData.Counting;

namespace EnclaveCleanRoom.SyntheticData.Methods;

/// <summary>Measures every column by itself.</summary>
internal static class ColumnMeasuring
{
    /// <summary>Counts are whole numbers; nothing is known of them more finely than this, however little noise there is.</summary>
    public const double LeastVariance = 0.01;

    /// <summary>
    /// Counts each column's codes with noise. The error of n counts of deviation σ is n·σ, and their sum over columns is least, for a given ρ, where σ is in proportion to n^(-1/3), that is ρ to n^(2/3).
    /// </summary>
    public static ImmutableArray<ColumnEstimate> Measure(AdaptiveSpending spending, Sensitivity rows, DiscreteTable table, Rho rho, List<SyntheticStep> steps)
    {
        double[] weights = [.. table.Domain.Columns.Select(column => Math.Cbrt((double)column.Codes * column.Codes))];
        double perWeight = rho.Nano / weights.Sum();
        ImmutableArray<ColumnEstimate>.Builder estimates = ImmutableArray.CreateBuilder<ColumnEstimate>(weights.Length);
        for (int column = 0; column < weights.Length; column++)
        {
            long[] counts = PairCounts.OfColumn(table.Column(column), table.Domain.Columns[column].Codes);
            CountNoise noise = CountNoise.Gaussian(rows, Rho.FromNano(Math.Max(1, (long)(weights[column] * perWeight))));
            estimates.Add(new ColumnEstimate([.. spending.Measure(noise, counts)], Math.Max(noise.Variance, LeastVariance)));
            steps.Add(new SyntheticStep([column], counts.Length, Math.Sqrt(noise.Variance)));
        }

        return estimates.MoveToImmutable();
    }

    /// <summary>The number of rows: each column adds up to it, those of fewer and less noisy codes more precisely.</summary>
    public static (double Estimate, double Deviation) Total(ImmutableArray<ColumnEstimate> columns)
    {
        double weights = columns.Sum(column => 1 / (column.Variance * column.Noisy.Length));
        double estimate = columns.Sum(column => column.Noisy.Sum() / (column.Variance * column.Noisy.Length)) / weights;
        return (Math.Max(1, estimate), Math.Sqrt(1 / weights));
    }
}
