using EnclaveCleanRoom.SyntheticData.Assessing;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How alike two tables are. Of a private table it is for its owner alone; between two released ones it is public.</summary>
public sealed record FidelityReport
{
    private const double MostScore = 1000;

    /// <summary>The mean over all columns of the L1 distance of their shares, 0 to 2.</summary>
    public required double OneWayL1 { get; init; }

    /// <summary>The mean over all pairs of columns; half of it is the mean total variation distance.</summary>
    public required double TwoWayL1 { get; init; }

    /// <summary>The mean over all sets of three columns.</summary>
    public required double ThreeWayL1 { get; init; }

    /// <summary>The k-marginal score over sets of three columns, 0 to 1,000: (2 - mean L1)·500. Source: NIST SDNist, k-marginal metric, over all sets and not a sample of them.</summary>
    public double KMarginalScore => (2 - ThreeWayL1) * MostScore / 2;

    /// <summary>The share of its rows that a random sample of the first table has to have to be as far from it, over pairs, as the second is: 0 to 1.</summary>
    public required double SubsamplingEquivalent { get; init; }

    /// <summary>The mean over all pairs of ordered columns of the absolute difference of their correlations, 0 to 2; 0 where there are fewer than two.</summary>
    public required double CorrelationDifference { get; init; }

    /// <summary>Compares tables of one domain.</summary>
    /// <param name="true">The table that is taken for true, of at least one row.</param>
    /// <param name="made">The other, of at least one row.</param>
    /// <param name="threads">At most so many at a time.</param>
    /// <exception cref="ArgumentException">The domains differ, or a table is empty.</exception>
    public static FidelityReport Of(DiscreteTable @true, DiscreteTable made, int threads)
    {
        ArgumentNullException.ThrowIfNull(@true);
        ArgumentNullException.ThrowIfNull(made);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (!ReferenceEquals(@true.Domain, made.Domain) || @true.Rows == 0 || made.Rows == 0)
        {
            throw new ArgumentException("Two tables of one domain, with rows, can be compared.", nameof(made));
        }

        int columns = @true.Domain.Columns.Length;
        double pairs = columns < 2 ? 0 : MarginalDistance.MeanL1(@true, made, 2, threads);
        return new FidelityReport
        {
            OneWayL1 = MarginalDistance.MeanL1(@true, made, 1, threads),
            TwoWayL1 = pairs,
            ThreeWayL1 = columns < 3 ? 0 : MarginalDistance.MeanL1(@true, made, 3, threads),
            SubsamplingEquivalent = columns < 2 ? 1 : Subsample.Equivalent(@true, pairs, [.. MarginalDistance.Sets(columns, 2)], threads),
            CorrelationDifference = Correlations.MeanDifference(@true, made),
        };
    }
}
