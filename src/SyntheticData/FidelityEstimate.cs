using System.Collections.Immutable;

namespace EnclaveCleanRoom.SyntheticData;

/// <summary>How alike made rows are to the true ones they were learned from, with noise: what <see cref="FidelityCheck"/> releases.</summary>
public sealed record FidelityEstimate
{
    private const double MostScore = 1000;

    /// <summary>Over sets of 1, 2 and 3 columns, as far as there are so many columns.</summary>
    public required ImmutableArray<FidelityDistance> Distances { get; init; }

    /// <summary>The share of the true rows that a random sample of them has to have to be as far off over pairs (of one column, over that) as the made rows are, 0 to 1; worked out on rows made anew.</summary>
    public required double SubsamplingEquivalent { get; init; }

    /// <summary>The mean over pairs of ordered columns, of at most sixteen, of the absolute difference of their correlations, 0 to 2; 0 where there is no pair.</summary>
    public required double CorrelationDifference { get; init; }

    /// <summary>What <see cref="CorrelationDifference"/> would be, about, for equal tables: from noise alone.</summary>
    public required double CorrelationNoise { get; init; }

    /// <summary>How probable it is that a discriminator, itself private, gives a true row a higher score than a made one; about 0.5 where it cannot tell them.</summary>
    public required double PropensityAuc { get; init; }

    /// <summary>The mean square of the propensity's distance from a half, 0 to 0.25 (pMSE of Snoke, Raab, Nowok, Dibben, Slavković, 2018, on bins of the score).</summary>
    public required double PropensityMeanSquaredError { get; init; }

    /// <summary>The standard deviation of the noise on <see cref="PropensityAuc"/>.</summary>
    public required double PropensityDeviation { get; init; }

    /// <summary>The k-marginal score of the widest sets, 0 to 1,000: (2 - mean L1)·500. Source: NIST SDNist, k-marginal metric.</summary>
    public double KMarginalScore => Math.Clamp((2 - Distances[^1].MeanL1) * MostScore / 2, 0, MostScore);
}
