namespace EnclaveCleanRoom.Agreements.Answers;

/// <summary>How alike made rows are to the true ones they were learned from. All figures of true rows carry noise that was charged; items of a multi-valued column count as columns.</summary>
public sealed record SyntheticFidelity
{
    /// <summary>Distances over sets of one, two and three columns, as far as there are so many.</summary>
    public required IReadOnlyList<SyntheticDistance> Distances { get; init; }

    /// <summary>NIST's k-marginal score of the widest sets, 0 to 1,000: (2 - mean L1)·500.</summary>
    public required double KMarginalScore { get; init; }

    /// <summary>The share of the true rows, 0 to 1, that a random sample of them has to have to be as far off over pairs as the made rows are; worked out on made rows.</summary>
    public required double SubsamplingEquivalent { get; init; }

    /// <summary>The mean over pairs of numeric columns of the absolute difference of their correlations, 0 to 2; 0 where there is no pair.</summary>
    public required double CorrelationDifference { get; init; }

    /// <summary>What <see cref="CorrelationDifference"/> would be, about, from the noise alone.</summary>
    public required double CorrelationNoise { get; init; }

    /// <summary>How probable it is that a discriminator, itself private, gives a true row a higher score than a made one, 0 to 1; about 0.5 where it cannot tell them.</summary>
    public required double PropensityAuc { get; init; }

    /// <summary>The mean square of the propensity's distance from a half, 0 to 0.25; 0 where it tells nothing.</summary>
    public required double PropensityMeanSquaredError { get; init; }

    /// <summary>The standard deviation of the noise on <see cref="PropensityAuc"/>.</summary>
    public required double PropensityDeviation { get; init; }
}

/// <summary>How far made rows are from the true ones over sets of columns.</summary>
public sealed record SyntheticDistance
{
    /// <summary>How many columns a set has, 1 to 3.</summary>
    public required int Ways { get; init; }

    /// <summary>Over how many sets the mean is taken: all of them, or 500.</summary>
    public required int Sets { get; init; }

    /// <summary>The mean of the L1 distance of the shares, 0 to 2.</summary>
    public required double MeanL1 { get; init; }

    /// <summary>The mean of the total variation distance, half of <see cref="MeanL1"/>.</summary>
    public required double TotalVariation { get; init; }

    /// <summary>The standard deviation of the noise on <see cref="MeanL1"/>.</summary>
    public required double Deviation { get; init; }
}
